//! What the page is allowed to ask of the program.

use crate::window::Window;

#[tokio::test(flavor = "multi_thread")]
async fn the_page_may_call_the_commands_of_the_list_and_nothing_else() {
    let home = tempfile::tempdir().expect("a home");
    let base = home.path().join("b.db");
    let window = Window::open(home.path(), &["--base", &base.display().to_string()]).await;

    let state = window.call("base_state", "{}").await.expect("the page may ask which base is open");
    assert_eq!(state["path"], base.display().to_string());
    for command in
        ["plugin:opener|open_path", "plugin:dialog|save", "plugin:window|close", "plugin:event|emit"]
    {
        let refusal = window.call(command, "{}").await.expect_err(command);
        assert!(refusal.to_string().contains("not allowed"), "{command}: {refusal}");
    }
    window.close().await;
}
