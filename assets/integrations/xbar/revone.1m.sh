#!/bin/sh
# Put this file into the plugin folder of xbar or SwiftBar and make it executable; it is run once a minute.
#
# <xbar.title>Revone</xbar.title>
# <xbar.version>v1.0</xbar.version>
# <xbar.author>Revone</xbar.author>
# <xbar.desc>Today's Polar revenue and new subscriptions, with Revone's menu.</xbar.desc>
# <xbar.dependencies>revone</xbar.dependencies>
# <swiftbar.hideRunInTerminal>true</swiftbar.hideRunInTerminal>
# <swiftbar.hideLastUpdated>true</swiftbar.hideLastUpdated>

# A bar starts its plugins with a short PATH.
PATH="$PATH:$HOME/.local/bin:/opt/homebrew/bin:/usr/local/bin:$HOME/.cargo/bin"
PATH="$PATH:/Applications/Revone.app/Contents/MacOS:$HOME/Applications/Revone.app/Contents/MacOS"

# What is wrong stands in the menu, and an exit code would hide that behind an error of the bar's own.
said=$(revone today --format xbar 2>/dev/null) || true
case $said in
*---*) printf '%s\n' "$said" ;;
*) printf 'Revone ⚠\n---\nRevone is not there or too old. Put it into Applications.\nRefresh | refresh=true\n' ;;
esac
