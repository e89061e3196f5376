//! Photos, served to the page as `photo:` addresses: the one thing it shows that is no text.

use tauri::http::{Request, Response, header};
use tauri::{UriSchemeContext, UriSchemeResponder, Wry};

use crate::desk::Desk;

/// Answers `photo://localhost/NAME` and `NAME/small` with a JPEG. A name says what the bytes are, so that the page may
/// keep them for ever.
#[allow(clippy::needless_pass_by_value, reason = "the shape that Tauri asks of a scheme")]
pub(crate) fn serve(
    context: UriSchemeContext<'_, Wry>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let handle = context.app_handle().clone();
    tauri::async_runtime::spawn_blocking(move || {
        // `convertFileSrc` encodes the slash.
        let name = request.uri().path().trim_start_matches('/').replace("%2F", "/").replace("%2f", "/");
        let found = Desk::new(handle).app().and_then(|app| app.photo(&name));
        responder.respond(match found {
            Ok(Some(bytes)) => answer(200, bytes),
            Ok(None) => answer(404, Vec::new()),
            Err(_) => answer(500, Vec::new()),
        });
    });
}

fn answer(status: u16, bytes: Vec<u8>) -> Response<Vec<u8>> {
    let mut response = Response::new(bytes);
    *response.status_mut() = tauri::http::StatusCode::from_u16(status).unwrap_or_default();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("image/jpeg"));
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("max-age=31536000, immutable"));
    response
}
