#!/bin/sh
# Copy to ~/.config/sketchybar/plugins and add to sketchybarrc:
#   sketchybar --add item revone right --set revone update_freq=60 script="$PLUGIN_DIR/revone.sh" --subscribe revone mouse.clicked
PATH="$PATH:$HOME/.local/bin:/opt/homebrew/bin:/usr/local/bin:$HOME/.cargo/bin"
PATH="$PATH:/Applications/Revone.app/Contents/MacOS:$HOME/Applications/Revone.app/Contents/MacOS"

# A click opens the dashboard of the program that runs, or else Polar in the browser.
if [ "$SENDER" = mouse.clicked ]; then
  revone open dashboard 2>/dev/null || revone open
  exit
fi

# Without figures it says so in the label, too.
figures=$(revone today --format text 2>/dev/null) || true
sketchybar --set "${NAME:-revone}" label="${figures:-⚠}"
