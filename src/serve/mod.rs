//! A [`Site`] → browsers: the preview's server, from memory only.
//!
//! It knows how to serve a site and nothing about where one comes from. A request is looked up among the site's own
//! addresses and nowhere else, so there is no folder that a clever path could leave. Who may ask is `guard`'s
//! business, how many may ask at once is `door`'s, and what they get is `answer`'s. It listens on a thread of its
//! own, pages are rendered on others, and whoever shows a new site never waits for any of them.

mod answer;
mod door;
mod events;
mod guard;
mod live;
mod lost;
mod path;

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;

use tokio::sync::watch;

use crate::failure::Failure;
use crate::model::Handbook;
use crate::site::Site;

pub use guard::Hosts;

/// How many ports are tried, beginning with the one that was asked for.
const PORTS: u16 = 20;

/// How many requests are answered side by side. Most wait: for a core, or for the index of a search, and those must not keep
/// pages from others.
const ANSWERING: usize = 16;

/// What is shown to whoever asks.
pub struct Shown {
    /// Counts what was shown, so that a tab that slept knows whether it missed something.
    pub version: u64,
    /// The website.
    pub site: Arc<Site>,
    /// The last website whose theme held, for pages in which the present theme has a mistake.
    pub spare: Option<Arc<Site>>,
    /// The handbook behind it: which file makes which page.
    pub handbook: Arc<Handbook>,
    /// Addresses whose pages were removed since the preview began, and their titles.
    pub gone: Arc<BTreeMap<Arc<str>, Arc<str>>>,
    /// What tabs are told, as JSON on one line: findings, and what was saved.
    pub news: Arc<str>,
}

impl Shown {
    /// The file that makes the page at `address`, if a writer wrote it.
    fn file_of(&self, address: &str) -> Option<&str> {
        self.handbook.entries.iter().find(|entry| &*entry.address == address).map(|entry| &**entry.file())
    }
}

/// What every answer depends on.
struct State {
    shown: watch::Receiver<Arc<Shown>>,
    hosts: Hosts,
    /// Known to pages of this run only: whoever names it has read one of them.
    token: String,
    /// Tells this run from others, and is no secret.
    run: String,
}

/// The server as whoever feeds it sees it.
pub struct Server {
    address: SocketAddr,
    shown: watch::Sender<Arc<Shown>>,
}

/// Takes a port: `port`, or the next one that is free. With 0 the system chooses.
///
/// # Errors
/// None of the ports is free, or the machine has no such address.
pub fn listen(bind: IpAddr, port: u16) -> Result<TcpListener, Failure> {
    let mut last = None;
    for offset in 0..PORTS {
        let Some(port) = port.checked_add(if port == 0 { 0 } else { offset }) else { break };
        if bind == IpAddr::V4(Ipv4Addr::LOCALHOST) && is_taken_by_its_twin(port) {
            last = Some(io::ErrorKind::AddrInUse.into());
            continue;
        }
        match TcpListener::bind((bind, port)) {
            Ok(listener) => return Ok(listener),
            Err(cause) if cause.kind() == io::ErrorKind::AddrInUse => last = Some(cause),
            Err(cause) => {
                return Err(Failure::io(format!("listen on {bind}, port {port}"), "", cause)
                    .advise("name another port with --port, or another address with --bind"));
            }
        }
    }
    let cause = last.unwrap_or_else(|| io::Error::other("there is no such port"));
    Err(Failure::io(format!("find a free port from {port} to {}", port.saturating_add(PORTS - 1)), "", cause)
        .advise("name another one with --port"))
}

/// Whether somebody else has `port` at `::1`, which is what many browsers take `localhost` for first.
fn is_taken_by_its_twin(port: u16) -> bool {
    let twin = TcpListener::bind((Ipv6Addr::LOCALHOST, port));
    twin.is_err_and(|cause| cause.kind() == io::ErrorKind::AddrInUse)
}

impl Server {
    /// Serves `first` on `listener`, until the program ends.
    ///
    /// # Errors
    /// The machine gives no thread, no random number or no way to wait for connections.
    pub fn start(listener: TcpListener, hosts: Hosts, first: Shown) -> Result<Self, Failure> {
        let refused = |cause| Failure::io("start the preview's server", "", cause);
        let address = listener.local_addr().map_err(refused)?;
        listener.set_nonblocking(true).map_err(refused)?;
        let mut secret = [0; 24];
        getrandom::fill(&mut secret).map_err(|error| refused(io::Error::other(error)))?;
        let token = blake3::hash(&secret).to_hex()[..32].to_owned();
        let run = blake3::hash(token.as_bytes()).to_hex()[..8].to_owned();
        let (sender, shown) = watch::channel(Arc::new(first));
        let state = Arc::new(State { shown, hosts, token, run });
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .max_blocking_threads(ANSWERING)
            .build()
            .map_err(refused)?;
        std::thread::Builder::new()
            .name("preview".into())
            .spawn(move || runtime.block_on(door::open(listener, state)))
            .map_err(refused)?;
        Ok(Self { address, shown: sender })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Shows something else from now on, and tells every open tab.
    pub fn show(&self, shown: Shown) {
        self.shown.send_replace(Arc::new(shown));
    }
}
