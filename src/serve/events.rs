//! What happens → tabs, as server-sent events (HTML standard, 9.2): the newest state whenever there is one.
//!
//! A tab is told the state and not the changes, so one that was asleep or slow has missed nothing: it gets the newest
//! news and compares version numbers.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::channel::Channel;
use hyper::body::Bytes;

use super::{Shown, State};

/// How often a silent stream says that it is there, so that both sides notice when the other is not.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How many messages wait for a client that reads slowly.
const WAITING: usize = 2;

/// A stream that tells the newest state at once, and again whenever there is a newer one.
pub(super) fn stream(state: &State) -> Channel<Bytes> {
    let (mut sender, body) = Channel::new(WAITING);
    let mut shown = state.shown.clone();
    tokio::spawn(async move {
        // The browser's own pause before it connects again, in milliseconds.
        let mut next = Bytes::from_static(b"retry: 500\n\n");
        loop {
            if sender.send_data(next).await.is_err() {
                return;
            }
            let news = message(&shown.borrow_and_update());
            if sender.send_data(news).await.is_err() {
                return;
            }
            next = loop {
                match tokio::time::timeout(HEARTBEAT, shown.changed()).await {
                    Ok(Ok(())) => break Bytes::from_static(b""),
                    // Nobody shows anything any more: the program ends.
                    Ok(Err(_)) => return,
                    Err(_) => {
                        if sender.send_data(Bytes::from_static(b": still here\n\n")).await.is_err() {
                            return;
                        }
                    }
                }
            };
        }
    });
    body
}

fn message(shown: &Arc<Shown>) -> Bytes {
    format!("id: {}\nevent: news\ndata: {}\n\n", shown.version, shown.news).into()
}
