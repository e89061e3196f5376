//! The real window, driven through WebDriver on a display of its own.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::common::keys::TypingData;
use thirtyfour::prelude::*;

/// Longest wait for anything that the window must show.
const PATIENCE: Duration = Duration::from_secs(20);

/// What an element says, in XPath, with every kind of space made one plain space.
const WORDS: &str = "normalize-space(translate(.,'\u{a0}\u{202f}','  '))";

const NEXT_FRAME: &str = "
    const [done] = arguments;
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)));";

const IS_SHOWN: &str = "
    const [element] = arguments;
    const { width, height } = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true }) && width > 0 && height > 0;";

/// What a window is opened for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Pictures,
    Frames,
}

/// Malleposte in its window, with everything that was started around it.
pub(crate) struct Window {
    pub(crate) driver: WebDriver,
    // Fields are dropped in this order: the driver closes the window before its display goes.
    _tauri_driver: Process,
    _display: Process,
}

impl Window {
    /// Starts the program with `arguments`, in the home `home`; what it saves goes to `home` too, for WebDriver cannot
    /// click the system's dialogs.
    pub(crate) async fn open(home: &Path, arguments: &[&str]) -> Self {
        Self::open_for(Purpose::Pictures, home, arguments).await
    }

    /// The same for a run that measures frames, and takes no picture.
    pub(crate) async fn open_to_measure(home: &Path, arguments: &[&str]) -> Self {
        Self::open_for(Purpose::Frames, home, arguments).await
    }

    async fn open_for(purpose: Purpose, home: &Path, arguments: &[&str]) -> Self {
        let (display, name) = start_display();
        let (tauri_driver, url) = start_tauri_driver(&name, home, purpose);
        let mut capabilities = Capabilities::new();
        capabilities
            .set("tauri:options", json!({ "application": program(), "args": arguments }))
            .expect("the options are JSON");
        let driver = WebDriver::new(url, capabilities).await.expect("the window opens");
        Self { driver, _tauri_driver: tauri_driver, _display: display }
    }

    /// The element of that selector, once it is shown.
    pub(crate) async fn see(&self, selector: &str) -> WebElement {
        self.shown(By::Css(selector), selector).await
    }

    /// The smallest element that holds exactly `text`, its spaces made equal, once it is shown.
    pub(crate) async fn read(&self, text: &str) -> WebElement {
        let path = format!("//body//*[{WORDS}={0} and not(*[{WORDS}={0}])]", quoted(text));
        self.shown(By::XPath(path), text).await
    }

    /// Presses the button, link or choice whose words begin with `name`, once it is shown and can be pressed.
    pub(crate) async fn press(&self, name: &str) {
        let path = format!(
            "//*[self::button or self::a or @role='option'][starts-with({WORDS},{}) and not(@disabled)]",
            quoted(name)
        );
        let found = self.shown(By::XPath(path), name).await;
        found.click().await.unwrap_or_else(|error| panic!("“{name}” cannot be pressed: {error}"));
    }

    /// WebDriver's own idea of what is displayed takes text cut by an ellipsis for hidden, so the page is asked.
    async fn shown(&self, by: By, name: &str) -> WebElement {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            for element in self.driver.find_all(by.clone()).await.unwrap_or_default() {
                let arguments = vec![element.to_json().expect("an element is JSON")];
                let answer = self.driver.execute(IS_SHOWN, arguments).await;
                // The page may have drawn itself anew between the two questions: it is then asked again.
                if answer.is_ok_and(|answer| answer.json() == &Value::Bool(true)) {
                    return element;
                }
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        self.photograph("echec").await;
        panic!("“{name}” is not shown; the window is in out/screens/echec.png");
    }

    /// The button called `name` inside the element of that selector.
    pub(crate) async fn press_in(&self, selector: &str, name: &str) {
        let path = format!(".//button[starts-with(normalize-space(.),{})]", quoted(name));
        let inside =
            self.see(selector).await.query(By::XPath(path)).wait(PATIENCE, Duration::from_millis(50));
        let found = inside.and_displayed().and_enabled().first().await;
        let found = found.unwrap_or_else(|error| panic!("nothing called “{name}” in {selector}: {error}"));
        found.click().await.unwrap_or_else(|error| panic!("“{name}” cannot be pressed: {error}"));
    }

    /// The first choice of the list that is open, once the answers to what was typed have come.
    pub(crate) async fn press_first_option(&self) {
        let start = Instant::now();
        self.see("[role=option]").await;
        self.settled().await;
        // The list may be drawn anew under the pointer while its answer comes.
        while let Err(error) = self.see("[role=option]").await.click().await {
            assert!(start.elapsed() < PATIENCE, "the choice cannot be pressed: {error}");
        }
    }

    /// Takes the choice of the open list that holds `text`, the first one, by the keyboard: under a pointer the list may
    /// still be finding its place.
    pub(crate) async fn press_option(&self, text: &str) {
        let path = format!("//*[@role='option'][@data-highlighted][contains({WORDS},{})]", quoted(text));
        self.shown(By::XPath(path), text).await;
        self.press_keys(Key::Enter + "").await;
    }

    /// Waits until nothing of that selector is there any more.
    pub(crate) async fn gone(&self, selector: &str) {
        let start = Instant::now();
        let there = format!("return document.querySelector(\"{selector}\") !== null");
        while self.ask(&there).await == true {
            assert!(start.elapsed() < PATIENCE, "{selector} stays");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Presses keys where the focus is.
    pub(crate) async fn press_keys(&self, keys: impl Into<TypingData>) {
        self.driver.action_chain().send_keys(keys).perform().await.expect("the keyboard works");
    }

    /// Presses a letter with Ctrl held, where the focus is.
    pub(crate) async fn press_with_control(&self, letter: char) {
        let keys = self
            .driver
            .action_chain()
            .key_down(Key::Control)
            .key_down(letter)
            .key_up(letter)
            .key_up(Key::Control);
        keys.perform().await.expect("the keyboard works");
    }

    /// Presses another key with Ctrl held, where the focus is.
    pub(crate) async fn press_with_control_key(&self, key: Key) {
        let chain = self.driver.action_chain().key_down(Key::Control).send_keys(key + "");
        chain.key_up(Key::Control).perform().await.expect("the keyboard works");
    }

    /// The last button inside the element of that selector whose words begin with `name`: where a dialog ends.
    pub(crate) async fn press_last_in(&self, selector: &str, name: &str) {
        let path = format!(".//button[starts-with(normalize-space(.),{}) and not(@disabled)]", quoted(name));
        let start = Instant::now();
        loop {
            let inside = self.see(selector).await;
            let found = inside.find_all(By::XPath(path.clone())).await.unwrap_or_default();
            if let Some(last) = found.last()
                && last.click().await.is_ok()
            {
                return;
            }
            if start.elapsed() >= PATIENCE {
                self.photograph("echec").await;
                panic!("nothing called “{name}” can be pressed in {selector}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The address once it is as wanted.
    pub(crate) async fn wait_for_address(&self, wanted: impl Fn(&str) -> bool) -> String {
        let start = Instant::now();
        loop {
            let address = self.driver.current_url().await.expect("the window has an address").to_string();
            if wanted(&address) {
                return address;
            }
            assert!(start.elapsed() < PATIENCE, "the address stays {address}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Types into the field of that selector, replacing what it holds.
    pub(crate) async fn write(&self, selector: &str, text: &str) {
        let field = self.see(selector).await;
        field.clear().await.expect("the field can be emptied");
        field.send_keys(text).await.expect("the field takes text");
    }

    /// What the page gets from a command: its answer, or what it throws.
    pub(crate) async fn call(&self, command: &str, arguments: &str) -> Result<Value, Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             window.__TAURI_INTERNALS__.invoke('{command}', {arguments})
                 .then(answer => done({{ answer }}), thrown => done({{ thrown }}));"
        );
        let outcome = self.driver.execute_async(&script, Vec::new()).await.expect("the page runs a script");
        match outcome.json().get("thrown") {
            Some(thrown) => Err(thrown.clone()),
            None => Ok(outcome.json()["answer"].clone()),
        }
    }

    /// Waits until what was last done is drawn.
    pub(crate) async fn next_frame(&self) {
        self.driver.execute_async(NEXT_FRAME, Vec::new()).await.expect("the page draws");
    }

    /// Keeps a picture of the window in `out/screens`, once what was last shown is really drawn.
    pub(crate) async fn photograph(&self, name: &str) {
        self.next_frame().await;
        let folder = root().join("out/screens");
        std::fs::create_dir_all(&folder).expect("a folder for the pictures");
        let file = folder.join(format!("{name}.png"));
        self.driver.screenshot(&file).await.unwrap_or_else(|error| panic!("no picture {name}: {error}"));
    }

    /// Gives the page a size in CSS pixels.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        self.driver.set_window_rect(0, 0, width, height).await.expect("the window takes a size");
        let start = Instant::now();
        loop {
            let size = self.ask("return [innerWidth, innerHeight]").await;
            if size == json!([width, height]) {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "the page stays {size}, {width}×{height} was wanted");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// What a script of the page returns.
    pub(crate) async fn ask(&self, script: &str) -> Value {
        let answer = self.driver.execute(script, Vec::new()).await;
        answer.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    /// What a script of the page hands to its last argument, when it has come.
    pub(crate) async fn wait_for(&self, script: &str) -> Value {
        let answer = self.driver.execute_async(script, Vec::new()).await;
        answer.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    /// Goes to an address of the program, `planning?zoom=…`, and waits until it is drawn.
    pub(crate) async fn go(&self, address: &str) {
        self.ask(&format!("location.hash = '#/{address}'; return null")).await;
        self.settled().await;
    }

    /// Waits until the page has its answers and has drawn them: its title is there and nothing in it changes any more.
    pub(crate) async fn settled(&self) {
        self.see("main h1").await;
        self.wait_for(
            "const [done] = arguments;
             let timer = setTimeout(finish, 150);
             const watcher = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(finish, 150); });
             watcher.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
             const last = setTimeout(finish, 4000);
             function finish() { watcher.disconnect(); clearTimeout(timer); clearTimeout(last); done(true); }",
        )
        .await;
    }

    /// Draws the window again in a theme and a language.
    pub(crate) async fn dress(&self, theme: &str, language: &str) {
        self.ask(&format!(
            "localStorage.setItem('theme', '{theme}'); localStorage.setItem('language', '{language}'); \
             location.reload(); return null"
        ))
        .await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        self.settled().await;
    }

    /// Puts a file into a field of files, as if a person had chosen it.
    pub(crate) async fn choose_file(&self, selector: &str, name: &str, bytes: &[u8]) {
        let content: Vec<String> = bytes.iter().map(ToString::to_string).collect();
        let script = format!(
            "const field = document.querySelector(\"{selector}\");
             const files = new DataTransfer();
             files.items.add(new File([new Uint8Array([{}])], '{name}'));
             field.files = files.files;
             field.dispatchEvent(new Event('change', {{ bubbles: true }}));
             return null",
            content.join(",")
        );
        self.ask(&script).await;
    }

    /// Closes the window as a person does.
    pub(crate) async fn close(self) {
        self.driver.clone().quit().await.expect("the window closes");
    }
}

/// Waits for a file to be written whole: there, and no longer growing.
pub(crate) async fn wait_for_file(file: &Path) -> Vec<u8> {
    let start = Instant::now();
    let mut last = Vec::new();
    while start.elapsed() < PATIENCE {
        let bytes = std::fs::read(file).unwrap_or_default();
        if !bytes.is_empty() && bytes == last {
            return bytes;
        }
        last = bytes;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{} was not written", file.display());
}

/// A program that this test started; it and whatever it started in turn end with this value.
struct Process(Child);

impl Process {
    fn start(command: &mut Command) -> Self {
        // A group of its own, so that the driver's driver and the window go with it.
        let child = command.process_group(0).spawn();
        Self(
            child.unwrap_or_else(|error| {
                panic!("{} does not start: {error}", command.get_program().display())
            }),
        )
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}

/// Xvfb chooses a free number and prints it once it answers. Without `-noreset` it begins anew when its last client goes,
/// and refuses whoever comes then.
fn start_display() -> (Process, String) {
    let mut display = Process::start(
        Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "2000x1200x24", "-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null()),
    );
    let mut number = String::new();
    let output = display.0.stdout.take().expect("its output is piped");
    BufReader::new(output).read_line(&mut number).expect("Xvfb prints the number of its display");
    let name = format!(":{}", number.trim());
    (display, name)
}

fn start_tauri_driver(display: &str, home: &Path, purpose: Purpose) -> (Process, String) {
    let (port, native_port) = (free_port(), free_port());
    let mut command = Command::new("tauri-driver");
    command
        .args(["--port", &port.to_string(), "--native-port", &native_port.to_string()])
        .env("DISPLAY", display)
        .env("GDK_BACKEND", "x11")
        .env("NO_AT_BRIDGE", "1")
        .env("HOME", home)
        .env("MALLEPOSTE_SAVE_DIR", home)
        // With either of these set, a picture of the window never comes.
        .env_remove("WEBKIT_DISABLE_DMABUF_RENDERER")
        .env_remove("WEBKIT_DISABLE_COMPOSITING_MODE");
    // Without a graphics card an empty page then takes one frame of the screen, not two.
    if purpose == Purpose::Frames {
        command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    }
    for folder in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
        command.env(folder, home.join(folder));
    }
    let driver = Process::start(&mut command);
    for port in [port, native_port] {
        wait_for_port(port);
    }
    (driver, format!("http://127.0.0.1:{port}"))
}

/// A port that nobody listens on; it is given back at once, for the driver to take.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its number").port()
}

fn wait_for_port(port: u16) {
    let start = Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(start.elapsed() < PATIENCE, "nothing answers on port {port}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The window's program, built beside this test by the same cargo command (`cargo xtask test`).
/// The program built beside this test, or the one that is to be measured.
fn program() -> PathBuf {
    if let Some(program) = std::env::var_os("MALLEPOSTE_WINDOW") {
        return PathBuf::from(program);
    }
    let test = std::env::current_exe().expect("this test is a file");
    let program = test.ancestors().nth(2).expect("tests are in deps").join("malleposte-desktop");
    assert!(program.is_file(), "{} is not built: run `cargo xtask test`", program.display());
    program
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A string of XPath 1.0, which has no escape: the text must not hold a double quote.
fn quoted(text: &str) -> String {
    assert!(!text.contains('"'), "{text} holds a double quote");
    format!("\"{}\"", text.replace(['\u{a0}', '\u{202f}'], " "))
}

/// How a person presses twice where once was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Twice {
    /// A double click of the mouse: the second press goes to whatever is there by then.
    Mouse,
    /// Two presses of the same button before anything could be drawn: faster than any hand.
    AtOnce,
}

impl Window {
    /// Takes the entry of the open menu whose words begin with `name`.
    pub(crate) async fn choose(&self, name: &str) {
        let path = format!("//*[@role='menuitem'][starts-with({WORDS},{})]", quoted(name));
        let found = self.shown(By::XPath(path), name).await;
        found.click().await.unwrap_or_else(|error| panic!("“{name}” cannot be chosen: {error}"));
    }

    /// Presses twice the last button inside `scope` whose words or name begin with `name`, once it can be pressed.
    pub(crate) async fn press_twice(&self, scope: &str, name: &str, twice: Twice) {
        let path = format!(
            ".//button[starts-with({WORDS},{0}) or starts-with(@aria-label,{0})][not(@disabled)]",
            quoted(name)
        );
        let start = Instant::now();
        let button = loop {
            let inside = self.see(scope).await;
            let found = inside.find_all(By::XPath(path.clone())).await.unwrap_or_default();
            if let Some(last) = found.into_iter().last() {
                break last;
            }
            if start.elapsed() >= PATIENCE {
                self.photograph("echec").await;
                panic!("nothing called “{name}” can be pressed in {scope}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        };
        button.scroll_into_view().await.expect("the button can be brought into sight");
        match twice {
            Twice::Mouse => {
                let chain = self.driver.action_chain().double_click_element(&button);
                chain.perform().await.expect("the mouse works");
            }
            Twice::AtOnce => {
                let arguments = vec![button.to_json().expect("an element is JSON")];
                let script = "arguments[0].click(); arguments[0].click()";
                self.driver.execute(script, arguments).await.expect("the page runs a script");
            }
        }
        self.settled().await;
    }

    /// The entries of the journal, the latest first.
    pub(crate) async fn journal(&self) -> Vec<Value> {
        let entries = self.call("journal", "{ limit: 1000 }").await.expect("the journal");
        entries.as_array().cloned().unwrap_or_default()
    }
}
