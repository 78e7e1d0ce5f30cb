//! Connections: how many there may be, how long one may take to say what it wants, and who goes when it is full.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::task::AbortHandle;

use super::{State, answer};

/// How many connections there are at most. A browser opens six to one host.
const PLACES: usize = 64;

/// How large the head of a request may be, in bytes, as with most servers.
const HEAD: usize = 16 * 1024;

/// How long a client may take to say what it wants, or to want something again.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long to wait when the system has no room for another connection.
const BREATH: Duration = Duration::from_millis(50);

/// A connection, as far as it matters when there is no room for another one.
#[derive(Debug, Default)]
pub(super) struct Guest(AtomicU8);

/// What a connection is doing; the first to go stands first.
#[derive(Debug, Clone, Copy)]
#[repr(u8)]
pub(super) enum Doing {
    /// It has not yet said what it wants.
    Nothing,
    /// It has been answered, and may want something else.
    Lingering,
    /// It is a tab that hears what happens.
    Listening,
    /// It is being answered.
    Asking,
}

impl Guest {
    pub(super) fn is(&self, doing: Doing) {
        self.0.store(doing as u8, Ordering::Relaxed);
    }
}

/// The connections there are, by their number.
type Guests = Arc<Mutex<BTreeMap<u64, (Arc<Guest>, AbortHandle)>>>;

/// Lets connections in, for ever.
pub(super) async fn open(listener: TcpListener, state: Arc<State>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let guests = Guests::default();
    for number in 0_u64.. {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(BREATH).await;
            continue;
        };
        make_room(&guests);
        stream.set_nodelay(true).ok();
        let guest = Arc::new(Guest::default());
        guest.is(Doing::Nothing);
        let (state, own, leaving) = (state.clone(), guest.clone(), guests.clone());
        let served = tokio::spawn(async move {
            let service = service_fn(|request| answer::answer(state.clone(), own.clone(), request));
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(PATIENCE)
                .max_buf_size(HEAD)
                .serve_connection(TokioIo::new(stream), service);
            // A client that goes away or talks nonsense is no business of ours.
            connection.await.ok();
            locked(&leaving).remove(&number);
        });
        // The task begins only when this one waits, so it cannot have left before it was written down.
        locked(&guests).insert(number, (guest, served.abort_handle()));
    }
}

/// Sends away whoever has been silent longest, if there is no room. The newest one is never it.
fn make_room(guests: &Guests) {
    let mut guests = locked(guests);
    while guests.len() >= PLACES {
        let first =
            guests.iter().min_by_key(|(number, (guest, _))| (guest.0.load(Ordering::Relaxed), **number));
        let Some(number) = first.map(|(number, _)| *number) else { return };
        if let Some((_, connection)) = guests.remove(&number) {
            connection.abort();
        }
    }
}

fn locked(guests: &Guests) -> std::sync::MutexGuard<'_, BTreeMap<u64, (Arc<Guest>, AbortHandle)>> {
    guests.lock().unwrap_or_else(PoisonError::into_inner)
}
