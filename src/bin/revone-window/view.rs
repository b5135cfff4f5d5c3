use std::error::Error;

use tao::dpi::LogicalSize;
use tao::event_loop::{EventLoop, EventLoopProxy};
use tao::window::{Window, WindowBuilder};
use wry::{NewWindowResponse, WebContext, WebView, WebViewBuilder};

use revone::shell::window::messages::Showing;
use revone::view::words::window_program;

use crate::save::{Asked, SavePanel};
use crate::{Wake, automation, chart, page};

/// The size that shows the whole form at the system's usual text size.
const SIZE: LogicalSize<u32> = LogicalSize { width: 500, height: 650 };

/// The size that shows a dashboard.
const WIDE: LogicalSize<u32> = LogicalSize { width: 1_060, height: 780 };

/// The size down to which it can be used, by scrolling.
const SMALLEST: LogicalSize<u32> = LogicalSize { width: 360, height: 320 };

/// The window and the page in it.
pub struct View {
    web: WebView,
    window: Window,
    /// The page can be shown something.
    ready: bool,
    /// What it is to show once it can.
    waiting: Option<Showing>,
    /// It was given the room that a dashboard needs.
    widened: bool,
    /// There is something in it.
    shown: bool,
    /// The window is to be seen once it has something to show.
    wanted: bool,
    panel: SavePanel,
    proxy: EventLoopProxy<Wake>,
    /// Must outlive the view.
    _context: WebContext,
}

impl View {
    /// Opens the window, unseen until it has something to show.
    pub fn open(event_loop: &EventLoop<Wake>) -> Result<Self, Box<dyn Error>> {
        let window = WindowBuilder::new()
            .with_title(window_program::TITLE)
            .with_inner_size(SIZE)
            .with_min_inner_size(SMALLEST)
            .with_visible(false)
            .build(event_loop)?;
        let mut context = WebContext::new(None);
        let automated = automation::is_allowed();
        context.set_allows_automation(automated);
        let proxy = event_loop.create_proxy();
        let page_proxy = proxy.clone();
        let builder = WebViewBuilder::new_with_web_context(&mut context)
            // Nothing is kept. (A view that a test drives cannot be a private one; the context above keeps nothing either.)
            .with_incognito(!automated)
            .with_devtools(false)
            .with_clipboard(false)
            .with_general_autofill_enabled(false)
            .with_back_forward_navigation_gestures(false)
            .with_hotkeys_zoom(true)
            .with_accept_first_mouse(true)
            .with_custom_protocol(page::SCHEME.to_owned(), |_, request| page::answer(&request))
            .with_navigation_handler(|address| page::may_go_to(&address))
            .with_new_window_req_handler(|_, _| NewWindowResponse::Deny)
            .with_download_started_handler(|_, _| false)
            // A file that is dropped on the page is no concern of it.
            .with_drag_drop_handler(|_| true)
            .with_ipc_handler(move |request| heard(&page_proxy, request.into_body()))
            .with_url(page::ADDRESS);
        let web = build(builder, &window)?;
        Ok(Self {
            web,
            window,
            ready: false,
            waiting: None,
            widened: false,
            shown: false,
            wanted: false,
            panel: SavePanel::default(),
            proxy,
            _context: context,
        })
    }

    /// The page has loaded.
    pub fn ready(&mut self) {
        self.ready = true;
        if let Some(page) = self.waiting.take() {
            self.show(page);
        }
    }

    /// Shows a page, as soon as what shows it has loaded.
    pub fn show(&mut self, page: Showing) {
        if !self.ready {
            self.waiting = Some(page);
            return;
        }
        self.window.set_title(&page.title);
        // Once: whoever makes the window smaller wants it smaller.
        if page.wide && !self.widened {
            self.window.set_inner_size(WIDE);
            self.widened = true;
        }
        let drawings = chart::draw_all(&page.drawings);
        // JSON is a value of the script's language as it stands.
        if let Err(error) = self.web.evaluate_script(&format!("window.revone({}, {drawings})", page.page)) {
            eprintln!("revone-window: {error}");
        }
        self.shown = true;
        if self.wanted {
            self.come_to_front();
        }
    }

    /// Asks the owner where an export goes.
    pub fn ask_where_to_save(&mut self, export: Asked) {
        self.panel.ask(export, &self.window, self.proxy.clone());
    }

    /// Brings the window in front of the others, and the keyboard into it, as soon as there is something in it.
    pub fn come_to_front(&mut self) {
        self.wanted = true;
        if !self.shown {
            return;
        }
        self.window.set_visible(true);
        self.window.set_minimized(false);
        self.window.set_focus();
        #[cfg(target_os = "macos")]
        {
            use tao::platform::macos::WindowExtMacOS;

            revone::shell::macos::activation::order_front(self.window.ns_window());
        }
        if let Err(error) = self.web.focus() {
            eprintln!("revone-window: {error}");
        }
    }
}

/// Hands on what the page says, if it is a message.
fn heard(proxy: &EventLoopProxy<Wake>, text: String) {
    let text = zeroize::Zeroizing::new(text);
    match serde_json::from_str(&text) {
        Ok(message) => drop(proxy.send_event(Wake::Done(message))),
        // Neither the text nor the complaint, which may quote it, is for a log.
        Err(_) => eprintln!("revone-window: {}", window_program::PAGE_NOT_UNDERSTOOD),
    }
}

#[cfg(target_os = "macos")]
fn build(builder: WebViewBuilder<'_>, window: &Window) -> Result<WebView, wry::Error> {
    builder.build(window)
}

#[cfg(not(target_os = "macos"))]
fn build(builder: WebViewBuilder<'_>, window: &Window) -> Result<WebView, wry::Error> {
    use tao::platform::unix::WindowExtUnix;
    use wry::WebViewBuilderExtUnix;

    match window.default_vbox() {
        Some(content) => builder.build_gtk(content),
        None => builder.build_gtk(window.gtk_window()),
    }
}
