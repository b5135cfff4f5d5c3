#!/bin/sh
# Add the folder of this file in Raycast: Settings, Extensions, Script Commands.
#
# @raycast.schemaVersion 1
# @raycast.title Revone
# @raycast.mode inline
# @raycast.refreshTime 1m
# @raycast.packageName Revone
# @raycast.description Today's Polar revenue and new subscriptions
PATH="$PATH:/opt/homebrew/bin:/usr/local/bin:$HOME/.cargo/bin:/Applications/Revone.app/Contents/MacOS"

figures=$(revone today --format '{revenue} · {orders} orders · +{new_subscriptions} · MRR {mrr}') || exit 1
printf '%s\n' "${figures:-No orders yet}"
