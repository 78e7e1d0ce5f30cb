//! Memory around pure functions: what a build may remember from the one before.
//!
//! A full build is one with empty memory. Nothing here knows what changed; a value is found again by the
//! digest of everything it was made from, so remembering can never make a difference to what comes out.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// Values found again by their key. What a build does not ask for is forgotten at its end.
#[derive(Debug)]
pub struct Memo<K, V> {
    values: Mutex<Generations<K, V>>,
}

#[derive(Debug)]
struct Generations<K, V> {
    before: HashMap<K, V>,
    now: HashMap<K, V>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { values: Mutex::new(Generations { before: HashMap::new(), now: HashMap::new() }) }
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Memo<K, V> {
    /// The value of `key`, remembered or made. Two threads may make the same value; they make it alike.
    pub fn get(&self, key: &K, make: impl FnOnce() -> V) -> V {
        let lock = || self.values.lock().unwrap_or_else(PoisonError::into_inner);
        {
            let mut values = lock();
            if let Some(value) = values.now.get(key) {
                return value.clone();
            }
            if let Some(value) = values.before.remove(key) {
                values.now.insert(key.clone(), value.clone());
                return value;
            }
        }
        let value = make();
        lock().now.insert(key.clone(), value.clone());
        value
    }

    /// Forgets what was not asked for since the last turn.
    pub fn turn(&self) {
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        values.before = std::mem::take(&mut values.now);
    }
}
