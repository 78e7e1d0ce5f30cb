//! What a website has besides pages: maps, feeds, redirects, data, settings for servers.

#[path = "../website/mod.rs"]
mod website;

mod beside;
mod calendar;
mod clashes;
mod data;
mod feed;
mod history;
mod redirects;
mod robots;
mod servers;
mod sitemap;

use website::{Files, files};

/// A handbook of plain pages with an address, two news items, and an old address.
fn handbook() -> Files {
    files([
        (
            "content/handbook.yaml",
            "title: The handbook\norganisation: Harbour & Sons\nbase_url: https://handbook.example/our/\n",
        ),
        ("content/index.md", "# Welcome\n\n[News](news/index.md), [late](how/late.md)\n"),
        (
            "content/how/late.md",
            "---\naliases: [/late/, /late.html]\nreviewed: {on: 2026-07-01}\ntags: [care]\n---\n# When we are late\n",
        ),
        ("content/news/index.md", "# News\n\n[One](one.md) [Two](two.md)\n"),
        ("content/news/one.md", "---\ndate: 2026-03-01\n---\n# One < two\n\nThe *first* & best.\n"),
        (
            "content/news/two.md",
            "---\ndate: 2026-05-01\ndescription: The second.\nreviewed: {on: 2026-06-01}\n---\n# Two\n",
        ),
    ])
}
