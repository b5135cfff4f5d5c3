# The release fills in @VERSION@ and @SHA256@ (assets/build/cask.sh) and puts the finished cask beside the disk image.
cask "revone" do
  version "@VERSION@"
  sha256 "@SHA256@"

  url "https://github.com/revone-app/revone/releases/download/v#{version}/Revone-#{version}.dmg"
  name "Revone"
  desc "Today's Polar revenue and new subscriptions in the menu bar"
  homepage "https://github.com/revone-app/revone"

  livecheck do
    url :url
    strategy :github_latest
  end

  depends_on macos: :ventura

  app "Revone.app"
  binary "#{appdir}/Revone.app/Contents/MacOS/revone"

  uninstall quit:       "app.revone.Revone",
            login_item: "Revone"

  zap trash: [
    "~/Library/Application Support/Revone",
    "~/Library/Logs/Revone",
    "~/Library/Preferences/app.revone.Revone.plist",
    "~/Library/Preferences/app.revone.Revone.Window.plist",
    "~/Library/Saved Application State/app.revone.Revone.Window.savedState",
  ]
end
