//! Who may ask. A preview shows drafts on somebody's own machine, and any page open in the same browser can send it
//! requests, so it answers to its own names only, and tells other sites nothing.
//!
//! Three doors have been left open by servers of this kind: a foreign name that resolves to this machine (DNS
//! rebinding, CVE-2025-24010), a foreign page that includes our scripts (CVE-2025-30359), and a foreign page that
//! subscribes to our events (CVE-2018-14732, CVE-2025-30360).

use std::net::IpAddr;

use hyper::header::{HOST, HeaderMap, ORIGIN};
use hyper::{StatusCode, Uri};

/// The names under which the preview may be asked for.
#[derive(Debug, Clone)]
pub struct Hosts {
    names: Vec<String>,
}

impl Hosts {
    /// This machine's own names, the address `bind` unless it means all of them, and those `allowed` by hand.
    pub fn new(bind: IpAddr, allowed: &[String]) -> Self {
        let mut names: Vec<String> = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned).into();
        if !bind.is_unspecified() {
            names.push(match bind {
                IpAddr::V4(address) => address.to_string(),
                IpAddr::V6(address) => format!("[{address}]"),
            });
        }
        names.extend(allowed.iter().cloned());
        Self { names }
    }

    /// Whether `host`, as a `Host` header has it, is one of the names, with any port or none.
    fn admits(&self, host: &str) -> bool {
        let end = match host.strip_prefix('[') {
            Some(rest) => rest.find(']').map(|at| at + 2),
            None => Some(host.find(':').unwrap_or(host.len())),
        };
        let Some((name, port)) = end.and_then(|end| host.split_at_checked(end)) else { return false };
        let port_fits = port.is_empty()
            || port.strip_prefix(':').is_some_and(|port| {
                (1..=5).contains(&port.len()) && port.bytes().all(|digit| digit.is_ascii_digit())
            });
        port_fits && self.names.iter().any(|known| known.eq_ignore_ascii_case(name))
    }
}

/// Why a request is not answered: the status, and a sentence for whoever sees it.
pub(super) type Refusal = (StatusCode, &'static str);

const NO_HOST: Refusal = (StatusCode::BAD_REQUEST, "A request must name one host.");
const NO_PATH: Refusal = (StatusCode::BAD_REQUEST, "Ask for a path of this preview, not for an address.");
const WRONG_HOST: Refusal = (
    StatusCode::FORBIDDEN,
    "This preview answers to localhost only, so that no website can read it under a name of its own. To open it \
     under another name, start it with --allow-host NAME.",
);
const FOREIGN: Refusal =
    (StatusCode::FORBIDDEN, "Another website asked for this. Only the preview's own pages may.");

/// Whether a request may be answered at all.
pub(super) fn admit(hosts: &Hosts, target: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
    let mut named = headers.get_all(HOST).iter();
    let (Some(host), None) = (named.next(), named.next()) else { return Err(NO_HOST) };
    if target.authority().is_some() || !target.path().starts_with('/') {
        return Err(NO_PATH);
    }
    if !host.to_str().is_ok_and(|host| hosts.admits(host)) {
        return Err(WRONG_HOST);
    }
    // A link on another site may lead here. Anything else that another site asks for is taken: its scripts, its data.
    let elsewhere =
        matches!(said(headers, "sec-fetch-site"), Some(site) if !matches!(site, "same-origin" | "none"));
    if elsewhere && said(headers, "sec-fetch-mode") != Some("navigate") {
        return Err(FOREIGN);
    }
    Ok(())
}

/// Whether a request that [`admit`] let in may also hear what happens here.
pub(super) fn admit_listener(headers: &HeaderMap) -> Result<(), Refusal> {
    if said(headers, "sec-fetch-site").is_some_and(|site| site != "same-origin") {
        return Err(FOREIGN);
    }
    let Some(origin) = headers.get(ORIGIN) else { return Ok(()) };
    let host = said(headers, HOST.as_str()).unwrap_or_default();
    let own = origin
        .to_str()
        .ok()
        .and_then(|origin| origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://")))
        .is_some_and(|origin| origin.eq_ignore_ascii_case(host));
    if own { Ok(()) } else { Err(FOREIGN) }
}

fn said<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).map(|value| value.to_str().unwrap_or("?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_answered_to() {
        let hosts = Hosts::new("127.0.0.1".parse().unwrap(), &["box.example".to_owned()]);
        for host in [
            "localhost",
            "localhost:4000",
            "LocalHost:80",
            "127.0.0.1:4000",
            "[::1]",
            "[::1]:4000",
            "box.example:1",
        ] {
            assert!(hosts.admits(host), "{host}");
        }
        for host in [
            "",
            ":4000",
            "evil.example",
            "localhost.evil.example",
            "localhost.",
            "localhost:",
            "localhost:4000:4000",
            "localhost:port",
            "localhost:123456",
            "127.0.0.1.nip.io",
            "127.0.0.2",
            "127.1",
            "2130706433",
            "0.0.0.0",
            "[::1",
            "::1",
            "[::1]x",
            "[::ffff:127.0.0.1]",
            "user@localhost",
            "localhost/",
            "box.example.",
        ] {
            assert!(!hosts.admits(host), "{host}");
        }
    }

    #[test]
    fn an_address_that_means_every_address_is_no_name() {
        assert!(!Hosts::new("0.0.0.0".parse().unwrap(), &[]).admits("0.0.0.0:4000"));
        assert!(Hosts::new("192.168.1.7".parse().unwrap(), &[]).admits("192.168.1.7:4000"));
        assert!(Hosts::new("fe80::1".parse().unwrap(), &[]).admits("[fe80::1]:4000"));
    }
}
