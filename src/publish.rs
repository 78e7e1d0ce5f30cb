//! [`Site`](crate::site::Site) → a folder on disk, whole or not at all.
