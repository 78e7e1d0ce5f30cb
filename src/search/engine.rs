//! The script that browsers run, run here: the ranking exists once.
//!
//! The engine knows no page, no network and no clock: the script is handed the files of the finished site by name, and
//! nothing else. What it does not answer is a fault of this program's and never of a handbook's.

use rquickjs::{
    CatchResultExt, CaughtError, Context, Ctx, Exception, FromJs, Function, Object, Promise, Runtime,
};
use serde::Deserialize;

use super::{PARTS, Scripts};
use crate::site::Site;

/// As much memory as an index of some 100,000 pages takes; a script gone wrong takes no more.
const MEMORY: usize = 1 << 30;
/// As deep as the script ever calls itself, and ample for reading a long list.
const STACK: usize = 1 << 20;

/// What ties the script to the files, as `client/entry.js` does in a browser: what it asks for is given between two steps.
const LEAD: &str = "
(function (core, manifest, weights) {
  var wanted = [], waiting = {}, handed = null, opened = null;
  globalThis.throughlineShard = function (value) { handed = value; };
  function load(name) {
    wanted.push(name);
    return new Promise(function (resolve, reject) { waiting[name] = { resolve: resolve, reject: reject }; });
  }
  function open() {
    opened = opened || load(core).then(function (open) { return open(load, manifest, weights === '' ? {} : JSON.parse(weights)); });
    return opened;
  }
  return {
    ask: function (text, options) {
      return open().then(function (search) { return search.search(text, JSON.parse(options)); }).then(JSON.stringify);
    },
    next: function () { return wanted.length > 0 ? wanted.shift() : null; },
    give: function (name, text) {
      var one = waiting[name];
      delete waiting[name];
      if (text === null) return one.reject(new Error('there is no part ' + name));
      (0, eval)(text);
      one.resolve(handed);
    },
  };
})";

/// Why there is no answer. Only a mistake in this program leads here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unanswered(pub String);

impl std::fmt::Display for Unanswered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unanswered {}

/// An answer, as the script gives it to the search box.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// What was asked.
    pub query: String,
    /// What was asked with misspelt words put right, if any was.
    pub corrected: Option<String>,
    /// Whether no page has all of the words.
    pub partial: bool,
    /// How many pages answer.
    pub total: usize,
    /// The first of them, the best first.
    pub results: Vec<Answered>,
}

/// A page that answers.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answered {
    /// Its title.
    pub title: String,
    /// Its kind: `persona`.
    pub kind: String,
    /// Its kind in the theme's words.
    pub kind_name: String,
    /// Its address below the site's root.
    pub address: String,
    /// How well it answers; comparable within one answer only.
    pub score: f64,
    /// Its best parts.
    pub sections: Vec<AnsweredPart>,
}

/// A part of a page that answers.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct AnsweredPart {
    /// Its anchor; empty for what stands below the title.
    pub anchor: String,
    /// Its heading.
    pub heading: String,
    /// The words around the best place.
    pub excerpt: Vec<Piece>,
}

/// Some words of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they are what was asked for.
    pub mark: bool,
}

impl AnsweredPart {
    /// Its excerpt without marks.
    pub fn words(&self) -> String {
        self.excerpt.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// A search box without a page. Parts of the index are read once.
pub struct Engine<'s> {
    site: &'s Site,
    context: Context,
}

/// Where the script's functions are kept between two questions.
const KEPT: &str = "throughline";

impl<'s> Engine<'s> {
    /// Opens the index of `site`.
    ///
    /// # Errors
    /// The script does not run.
    pub fn open(site: &'s Site) -> Result<Self, Unanswered> {
        Self::weighed(site, "")
    }

    /// The same with other weights than the script's own, as JSON: to measure which are best.
    ///
    /// # Errors
    /// The script does not run.
    pub fn weighed(site: &'s Site, weights: &str) -> Result<Self, Unanswered> {
        let scripts = Scripts::of(site).ok_or_else(|| Unanswered("the site has no index".to_owned()))?;
        let trouble = |error: rquickjs::Error| Unanswered(error.to_string());
        let runtime = Runtime::new().map_err(trouble)?;
        runtime.set_memory_limit(MEMORY);
        runtime.set_max_stack_size(STACK);
        let context = Context::full(&runtime).map_err(trouble)?;
        context.with(|ctx| {
            let lead = || {
                let lead: Function<'_> = ctx.eval(LEAD)?;
                let kept: Object<'_> =
                    lead.call((short(&scripts.core), short(&scripts.manifest), weights))?;
                ctx.globals().set(KEPT, kept)
            };
            lead().catch(&ctx).map_err(|error| told(&error))
        })?;
        Ok(Self { site, context })
    }

    /// The first `limit` pages that answer `text`, which is whole words.
    ///
    /// # Errors
    /// The script does not run.
    pub fn ask(&self, text: &str, limit: usize) -> Result<Answer, Unanswered> {
        let options = serde_json::json!({ "limit": limit, "prefix": false });
        let json = self.ask_as_written(text, &options.to_string())?;
        serde_json::from_str(&json).map_err(|error| Unanswered(error.to_string()))
    }

    /// The answer to `text` with the search box's own options, both as JSON.
    ///
    /// # Errors
    /// The script does not run.
    pub fn ask_as_written(&self, text: &str, options: &str) -> Result<String, Unanswered> {
        self.context.with(|ctx| {
            let answer = || {
                let kept: Object<'_> = ctx.globals().get(KEPT)?;
                let ask: Function<'_> = kept.get("ask")?;
                self.settle(&ctx, &kept, &ask.call((text, options))?)
            };
            answer().catch(&ctx).map_err(|error| told(&error))
        })
    }

    /// Runs the script until `promise` is settled, and gives it the parts that it asks for.
    fn settle<'js, T: FromJs<'js>>(
        &self,
        ctx: &Ctx<'js>,
        kept: &Object<'js>,
        promise: &Promise<'js>,
    ) -> rquickjs::Result<T> {
        let (next, give): (Function<'js>, Function<'js>) = (kept.get("next")?, kept.get("give")?);
        loop {
            if let Some(settled) = promise.result() {
                return settled;
            }
            if ctx.execute_pending_job() {
                continue;
            }
            let Some(name) = next.call::<_, Option<String>>(())? else {
                return Err(Exception::throw_message(ctx, "the script waits for nothing"));
            };
            let text = match self.site.make(&format!("{PARTS}{name}")) {
                Some(Ok(bytes)) => std::str::from_utf8(&bytes).ok().map(str::to_owned),
                Some(Err(_)) | None => None,
            };
            give.call::<_, ()>((name, text))?;
        }
    }
}

/// The name of a part without its folder, as the script knows it.
fn short(file: &str) -> &str {
    file.strip_prefix(PARTS).unwrap_or(file)
}

fn told(error: &CaughtError<'_>) -> Unanswered {
    Unanswered(error.to_string())
}
