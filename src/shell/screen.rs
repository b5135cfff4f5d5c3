//! The menu bar: an icon, a title and a menu, brought from what is shown to what is to be shown.

mod commands;
mod icon_folder;
mod icons;
mod menu;
mod rows;
mod title;

use std::io;
use std::path::Path;

use tray_icon::{TrayIcon, TrayIconBuilder};

use self::icon_folder::IconFolder;
use self::icons::Icons;
use self::menu::TrayMenu;
use self::title::Title;
use super::diagnosis::Once;
#[cfg(target_os = "macos")]
use super::macos::status_item;
use crate::view::{Icon, Item, View};

pub use self::commands::Commands;

const UNCHANGED: &str = "the menu could not be changed";

/// Why there is no icon in the menu bar.
#[derive(Debug, thiserror::Error)]
pub enum ScreenError {
    /// The folder for the icon's files could not be made.
    #[error("the folder for the icon could not be made: {0}")]
    Folder(io::Error),
    /// A drawing of this program could not be read.
    #[error("the icon could not be read: {0}")]
    Drawing(String),
    /// The system did not take the icon.
    #[error("the icon could not be shown: {0}")]
    Icon(#[from] tray_icon::Error),
    /// The system did not take the menu.
    #[error("the menu could not be shown: {0}")]
    Menu(#[from] tray_icon::menu::Error),
}

/// The program's place in the menu bar. It is made once and lives as long as the program: an item that is taken away and
/// made again loses the place that its owner gave it.
pub struct Screen {
    tray: TrayIcon,
    menu: TrayMenu,
    icons: Icons,
    title: Title,
    spoken: String,
    icon: Icon,
    /// The menu is open, so that its rows must not come and go.
    open: bool,
    /// What the menu becomes when it closes.
    pending: Option<Vec<Item>>,
    logged: Once,
    /// Last, so that it outlives the icon whose files are in it.
    _folder: IconFolder,
}

impl Screen {
    /// Puts `view` in the menu bar. Must be called on the main thread while the loop starts (`StartCause::Init`).
    /// `icon_folder` is made for the time being, for the files in which Linux wants its icons, and belongs to this program
    /// alone.
    ///
    /// # Errors
    /// When the system takes neither icon nor menu.
    pub fn new(view: &View, icon_folder: &Path) -> Result<Self, ScreenError> {
        let folder = IconFolder::new(icon_folder).map_err(ScreenError::Folder)?;
        let icons = Icons::read()?;
        let menu = TrayMenu::new(&view.menu)?;
        let tray = TrayIconBuilder::new()
            .with_id("revone")
            .with_menu(menu.context_menu())
            .with_title(&view.title)
            .with_temp_dir_path(folder.path());
        #[cfg(target_os = "macos")]
        let tray = tray.with_icon_templated(icons.of(view.icon.mark)).build()?;
        #[cfg(not(target_os = "macos"))]
        let tray = tray.with_icon(icons.of(view.icon.mark)).build()?;
        #[cfg(target_os = "macos")]
        furnish(&tray, view);
        let screen = Self {
            title: Title::shown(&tray, view),
            tray,
            menu,
            icons,
            spoken: view.spoken.clone(),
            icon: view.icon,
            open: false,
            pending: None,
            logged: Once::default(),
            _folder: folder,
        };
        #[cfg(target_os = "macos")]
        screen.attach_menu();
        Ok(screen)
    }

    /// Has a Mac's item keep its menu.
    #[cfg(target_os = "macos")]
    fn attach_menu(&self) {
        if let Some(item) = self.tray.ns_status_item() {
            status_item::attach_menu(&item, self.menu.context_menu().ns_menu());
        }
    }

    /// Shows `view`. What looks the same is not touched; rows are re-worded in place. Rows that come or go wait until a
    /// menu that is known to be open closes, while title and icon change at once.
    pub fn show(&mut self, view: &View) {
        self.show_bar(view);
        if self.open && !self.menu.only_words_differ(&view.menu) {
            self.pending = Some(view.menu.clone());
            return;
        }
        self.pending = None;
        self.show_menu(&view.menu);
    }

    fn show_bar(&mut self, view: &View) {
        self.title.show(&self.tray, view);
        if self.icon != view.icon {
            self.icon = view.icon;
            let drawing = Some(self.icons.of(view.icon.mark));
            // A plain `set_icon` would make a template image an ordinary one.
            #[cfg(target_os = "macos")]
            let shown = self.tray.set_icon_templated(drawing);
            #[cfg(not(target_os = "macos"))]
            let shown = self.tray.set_icon(drawing);
            if let Err(error) = shown {
                tracing::warn!(%error, "the icon could not be changed");
            }
            #[cfg(target_os = "macos")]
            if let Some(item) = self.tray.ns_status_item() {
                status_item::add_single_scale(&item, icons::single_scale(view.icon.mark));
            }
        }
        if self.spoken != view.spoken {
            self.spoken.clone_from(&view.spoken);
            #[cfg(target_os = "macos")]
            if let Some(item) = self.tray.ns_status_item() {
                status_item::speak(&item, &view.spoken);
            }
        }
    }

    fn show_menu(&mut self, items: &[Item]) {
        match self.menu.show(items) {
            Err(error) if self.logged.is_news(UNCHANGED, &error) => tracing::warn!(%error, "{UNCHANGED}"),
            Err(_) => {}
            Ok(()) => self.logged.is_over(UNCHANGED),
        }
    }

    /// The menu was opened: from now on its rows stay.
    pub fn menu_opened(&mut self) {
        self.open = true;
    }

    /// The menu was closed: what waited for that is shown.
    pub fn menu_closed(&mut self) {
        self.open = false;
        if let Some(items) = self.pending.take() {
            self.show_menu(&items);
        }
        // A mouse click has taken it away again.
        #[cfg(target_os = "macos")]
        self.attach_menu();
    }

    /// Gives every check mark the value that it is to have: a click changes the mark by itself, whatever the program makes
    /// of the click.
    pub fn assert_check_marks(&self) {
        self.menu.assert_check_marks();
    }

    /// What every row does, to be asked from the system's callback at the moment of the click.
    pub fn commands(&self) -> Commands {
        self.menu.commands()
    }

    /// Whether the menu bar has room for the item and shows it.
    #[cfg(target_os = "macos")]
    pub fn is_in_menu_bar(&self) -> bool {
        self.tray.ns_status_item().is_some_and(|item| status_item::is_on_screen(&item))
    }
}

/// Gives a Mac's item what it has beyond icon, title and menu.
#[cfg(target_os = "macos")]
fn furnish(tray: &TrayIcon, view: &View) {
    let Some(item) = tray.ns_status_item() else { return };
    status_item::add_single_scale(&item, icons::single_scale(view.icon.mark));
    status_item::set_digits_of_one_width(&item);
    status_item::keep_title_beside_icon(&item);
    // There is no tooltip. Setting none has tray-icon fit the view that takes the clicks to the button's new width.
    let _ = tray.set_tooltip(None::<&str>);
    status_item::speak(&item, &view.spoken);
    status_item::remember_place(&item);
}
