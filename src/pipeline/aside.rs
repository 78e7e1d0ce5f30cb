//! Threads for what a preview makes while its writer goes on.

use std::sync::OnceLock;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// Half of the cores: the next save finds the others free.
#[derive(Debug, Default)]
pub(super) struct Aside(OnceLock<Option<ThreadPool>>);

impl Aside {
    /// Does `work` on these threads and waits for it. Where the machine gives none, it is done as everything else is.
    pub(super) fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        let cores = rayon::current_num_threads();
        let pool =
            self.0.get_or_init(|| ThreadPoolBuilder::new().num_threads(cores.div_ceil(2)).build().ok());
        match pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_cores_are_left_to_others() {
        let aside = Aside::default();
        let threads = aside.run(rayon::current_num_threads);
        assert_eq!(threads, rayon::current_num_threads().div_ceil(2));
        assert_eq!(aside.run(|| 7), 7);
    }
}
