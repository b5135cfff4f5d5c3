#!/bin/sh
# Copy to ~/.config/sketchybar/plugins and add to sketchybarrc:
#   sketchybar --add item revone right --set revone update_freq=60 script="$PLUGIN_DIR/revone.sh" click_script="revone open"
PATH="$PATH:/opt/homebrew/bin:/usr/local/bin:$HOME/.cargo/bin:/Applications/Revone.app/Contents/MacOS"

figures=$(revone today --format '{revenue} · +{new_subscriptions}' 2>/dev/null) || figures='⚠'
sketchybar --set "${NAME:-revone}" label="${figures:-–}"
