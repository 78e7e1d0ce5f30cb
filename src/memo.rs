//! Memory around pure functions: what a build may remember from the one before.
//!
//! A full build is one with empty memory. Nothing here knows what changed; a value is found again by the
//! digest of everything it was made from, so remembering can never make a difference to what comes out.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::threads::AT_ONCE;

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
        match self.try_get(key, || Ok::<_, std::convert::Infallible>(make())) {
            Ok(value) => value,
            Err(never) => match never {},
        }
    }

    /// The same for a value that cannot always be made.
    ///
    /// # Errors
    /// It had to be made, and could not be.
    pub fn try_get<E>(&self, key: &K, make: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        let lock = || self.values.lock().unwrap_or_else(PoisonError::into_inner);
        {
            let mut values = lock();
            if let Some(value) = values.now.get(key) {
                return Ok(value.clone());
            }
            if let Some(value) = values.before.remove(key) {
                values.now.insert(key.clone(), value.clone());
                return Ok(value);
            }
        }
        let value = make()?;
        lock().now.insert(key.clone(), value.clone());
        Ok(value)
    }

    /// Forgets what was not asked for since the last turn.
    pub fn turn(&self) {
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        values.before = std::mem::take(&mut values.now);
    }
}

/// What was made of each of many files that follow each other in the order of their paths. Finding it again costs a walk
/// along both lists, where looking up ten thousand keys would take longer than reading one page.
#[derive(Debug)]
pub struct Row<R, V> {
    /// Nothing, where no build comes after this one.
    last: Option<Mutex<Option<Made<R, V>>>>,
}

/// The rules by which a row was made, and it.
#[derive(Debug)]
struct Made<R, V> {
    rules: R,
    files: Vec<(Arc<str>, blake3::Hash, V)>,
}

impl<R, V> Default for Row<R, V> {
    fn default() -> Self {
        Self { last: Some(Mutex::new(None)) }
    }
}

impl<R, V> Row<R, V> {
    /// For a build after which none comes: what only that would ask for is not kept.
    pub fn of_one_build() -> Self {
        Self { last: None }
    }
}

impl<R: PartialEq, V: Clone + Send + Sync> Row<R, V> {
    /// The value of each of `files`, remembered or made: a value is that of its file's path and digest (`key`), and of
    /// `rules`. What is not among `files` is forgotten.
    pub fn each<'f, F: Sync>(
        &self,
        rules: R,
        files: &'f [F],
        key: impl Fn(&'f F) -> (&'f Arc<str>, blake3::Hash) + Sync,
        make: impl Fn(&'f F) -> V + Sync,
    ) -> Vec<V> {
        let Some(last) = &self.last else {
            return files.par_iter().with_max_len(AT_ONCE).map(&make).collect();
        };
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        let known = last.take().filter(|made| made.rules == rules).map(|made| made.files).unwrap_or_default();
        let mut known = known.into_iter().peekable();
        let found: Vec<Option<V>> = files
            .iter()
            .map(|file| {
                let (path, digest) = key(file);
                while known.next_if(|(before, ..)| !Arc::ptr_eq(before, path) && before < path).is_some() {}
                let same = |before: &Arc<str>| Arc::ptr_eq(before, path) || before == path;
                let (_, before, value) = known.next_if(|(before, ..)| same(before))?;
                (before == digest).then_some(value)
            })
            .collect();
        let each = files.par_iter().zip(found).with_max_len(AT_ONCE);
        let values: Vec<V> = each.map(|(file, found)| found.unwrap_or_else(|| make(file))).collect();
        let files = files.iter().zip(&values).map(|(file, value)| {
            let (path, digest) = key(file);
            (path.clone(), digest, value.clone())
        });
        *last = Some(Made { rules, files: files.collect() });
        values
    }
}
