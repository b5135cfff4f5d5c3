#!/bin/sh
# Add the folder of this file in Raycast: Settings, Extensions, Script Commands.
#
# @raycast.schemaVersion 1
# @raycast.title Revone
# @raycast.mode inline
# @raycast.refreshTime 1m
# @raycast.packageName Revone
# @raycast.description Today's Polar revenue and new subscriptions
PATH="$PATH:$HOME/.local/bin:/opt/homebrew/bin:/usr/local/bin:$HOME/.cargo/bin"
PATH="$PATH:/Applications/Revone.app/Contents/MacOS:$HOME/Applications/Revone.app/Contents/MacOS"

# How the figures stand comes first, and is no part of what is shown.
said=$(revone today --format '{health} · {revenue} · {orders} orders · +{new_subscriptions} · MRR {mrr}') || exit 1
health=${said%% · *}
figures=${said#"$health"}
figures=${figures# · }
mark=
[ "$health" = fresh ] || mark=' ⚠'
printf '%s%s\n' "${figures:-No orders yet}" "$mark"
