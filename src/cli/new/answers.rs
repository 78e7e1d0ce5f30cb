//! Who answers what a new page needs: somebody at a terminal, or nobody.
//!
//! Each question has an answer that holds, which Enter takes; without anybody to ask, it is taken at once.

use std::io::{BufRead, Write};

use crate::diagnostic::suggest;
use crate::failure::Failure;

/// How many entries are shown; of the others a name can be typed.
const SHOWN: usize = 20;

/// An entry or a word to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is written into the page.
    pub value: String,
    /// What whoever chooses sees.
    pub shown: String,
}

/// Asks, where there is somebody to ask.
pub struct Answers<'io> {
    keyboard: Option<&'io mut dyn BufRead>,
    screen: &'io mut dyn Write,
}

impl<'io> Answers<'io> {
    /// Somebody types at `keyboard` and reads `screen`.
    pub fn of(keyboard: &'io mut dyn BufRead, screen: &'io mut dyn Write) -> Self {
        Self { keyboard: Some(keyboard), screen }
    }

    /// Nobody is there.
    pub fn none(screen: &'io mut dyn Write) -> Self {
        Self { keyboard: None, screen }
    }

    /// Whether somebody is there.
    pub fn asked(&self) -> bool {
        self.keyboard.is_some()
    }

    /// A line of words for the field `name`; `usual`, where nobody types any.
    ///
    /// # Errors
    /// Whoever was asked went away, here and below.
    pub fn text(&mut self, name: &str, about: &str, usual: &str) -> Result<String, Failure> {
        self.checked(name, about, usual, |text| Ok(text.to_owned()))
    }

    /// The same, asked again until `read` takes it.
    pub fn checked(
        &mut self,
        name: &str,
        about: &str,
        usual: &str,
        read: impl Fn(&str) -> Result<String, String>,
    ) -> Result<String, Failure> {
        if self.keyboard.is_none() {
            return Ok(usual.to_owned());
        }
        self.tell(&format!("\n{about}"));
        loop {
            let typed = self.line(&format!("{name} [{usual}]: "))?;
            match if typed.is_empty() { Ok(usual.to_owned()) } else { read(&typed) } {
                Ok(text) => return Ok(text),
                Err(why) => self.tell(&why),
            }
        }
    }

    /// Whether something holds; no, where nobody says so.
    pub fn agrees(&mut self, question: &str) -> Result<bool, Failure> {
        if self.keyboard.is_none() {
            return Ok(false);
        }
        loop {
            match self.line(&format!("\n{question} [y/N]: "))?.to_lowercase().as_str() {
                "y" | "yes" => return Ok(true),
                "" | "n" | "no" => return Ok(false),
                _ => self.tell("write y or n"),
            }
        }
    }

    /// The number of one of `offers`, which are not none; the first, where nobody chooses.
    pub fn one(&mut self, name: &str, about: &str, offers: &[Offer]) -> Result<usize, Failure> {
        Ok(self.choose(name, about, offers, 1)?.first().copied().unwrap_or(0))
    }

    /// The numbers of some of `offers`, which are not none; the first alone, where nobody chooses.
    pub fn some(&mut self, name: &str, about: &str, offers: &[Offer]) -> Result<Vec<usize>, Failure> {
        self.choose(name, about, offers, offers.len())
    }

    fn choose(
        &mut self,
        name: &str,
        about: &str,
        offers: &[Offer],
        most: usize,
    ) -> Result<Vec<usize>, Failure> {
        if self.keyboard.is_none() {
            return Ok(vec![0]);
        }
        let mut list = format!("\n{about}\n");
        for (number, offer) in offers.iter().take(SHOWN).enumerate() {
            list.push_str(&format!("{:>4}  {}\n", number + 1, offer.shown));
        }
        if offers.len() > SHOWN {
            list.push_str(&format!("      and {} more; write a name\n", offers.len() - SHOWN));
        }
        self.tell(list.trim_end_matches('\n'));
        let how = if most > 1 { ", several with commas" } else { "" };
        loop {
            let typed = self.line(&format!("{name} [1{how}]: "))?;
            if typed.is_empty() {
                return Ok(vec![0]);
            }
            let parts: Vec<&str> = typed.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
            let found: Result<Vec<usize>, String> = parts.iter().map(|part| find(part, offers)).collect();
            match found {
                Ok(mut numbers) if !numbers.is_empty() && numbers.len() <= most => {
                    let mut seen = std::collections::BTreeSet::new();
                    numbers.retain(|number| seen.insert(*number));
                    return Ok(numbers);
                }
                Ok(_) => self.tell("write the number of one of them"),
                Err(why) => self.tell(&why),
            }
        }
    }

    fn line(&mut self, prompt: &str) -> Result<String, Failure> {
        write!(self.screen, "{prompt}").and_then(|()| self.screen.flush()).ok();
        let mut line = String::new();
        let read = self.keyboard.as_mut().map(|keyboard| keyboard.read_line(&mut line));
        match read {
            Some(Ok(1..)) => Ok(line.trim().to_owned()),
            Some(Ok(0)) | None => {
                Err(Failure::plain("make the page: the answers ended too soon").advise("nothing was written"))
            }
            Some(Err(cause)) => Err(Failure::io("read the answer", "stdin", cause)),
        }
    }

    fn tell(&mut self, text: &str) {
        writeln!(self.screen, "{text}").ok();
    }
}

/// The offer that `typed` means: its number, its name, or the beginning of what is shown.
fn find(typed: &str, offers: &[Offer]) -> Result<usize, String> {
    if let Ok(number) = typed.parse::<usize>() {
        return match number.checked_sub(1).filter(|number| *number < offers.len()) {
            Some(number) => Ok(number),
            None => Err(format!("there are {}", offers.len())),
        };
    }
    let wanted = typed.to_lowercase();
    let is = |offer: &Offer| {
        let value = offer.value.to_lowercase();
        value == wanted
            || value.rsplit('/').next() == Some(&*wanted)
            || offer.shown.to_lowercase().starts_with(&wanted)
    };
    offers.iter().position(is).ok_or_else(|| {
        let names = offers.iter().filter_map(|offer| offer.value.rsplit('/').next());
        let near = suggest::nearest(typed, names);
        near.map_or_else(
            || format!("there is no `{typed}`"),
            |near| format!("there is no `{typed}`; did you mean `{near}`?"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offers() -> Vec<Offer> {
        let offer = |value: &str, shown: &str| Offer { value: value.into(), shown: shown.into() };
        vec![offer("role/driver", "Driver"), offer("person/omar", "Omar"), offer("role/baker", "Baker")]
    }

    fn typing<T>(
        keys: &str,
        ask: impl FnOnce(&mut Answers<'_>) -> Result<T, Failure>,
    ) -> (Result<T, Failure>, String) {
        let (mut keyboard, mut screen) = (keys.as_bytes(), Vec::new());
        let result = ask(&mut Answers::of(&mut keyboard, &mut screen));
        (result, String::from_utf8_lossy(&screen).into_owned())
    }

    #[test]
    fn a_number_a_name_or_enter_chooses() {
        let one = |keys: &str| {
            typing(keys, |answers| answers.one("owner", "Who keeps the page.", &offers())).0.ok()
        };
        assert_eq!(one("2\n"), Some(1));
        assert_eq!(one("\n"), Some(0));
        assert_eq!(one("baker\n"), Some(2));
        assert_eq!(one("person/omar\n"), Some(1));
        assert_eq!(one("9\n0\n1, 2\n3\n"), Some(2), "asked again until it is one of them");
        let some = typing("3, omar,3\n", |answers| answers.some("who", "Whom we thank.", &offers())).0.ok();
        assert_eq!(some, Some(vec![2, 1]));
    }

    #[test]
    fn what_is_offered_is_listed_and_a_slip_is_told() {
        let (chosen, screen) =
            typing("drivr\n1\n", |answers| answers.one("owner", "Who keeps the page.", &offers()));
        assert_eq!(chosen.ok(), Some(0));
        assert_eq!(
            screen,
            "\nWho keeps the page.\n   1  Driver\n   2  Omar\n   3  Baker\nowner [1]: \
             there is no `drivr`; did you mean `driver`?\nowner [1]: "
        );
    }

    #[test]
    fn without_anybody_to_ask_the_usual_is_taken_in_silence() {
        let mut screen = Vec::new();
        let mut answers = Answers::none(&mut screen);
        assert_eq!(answers.one("owner", "Who.", &offers()).ok(), Some(0));
        assert_eq!(answers.text("title", "The title", "New goal").ok(), Some("New goal".into()));
        assert_eq!(answers.agrees("Did Omar agree?").ok(), Some(false));
        assert!(screen.is_empty());
    }

    #[test]
    fn who_goes_away_gets_no_page() {
        let (result, _) = typing("", |answers| answers.text("title", "The title", "New goal"));
        assert!(result.is_err_and(|failure| failure.cause.is_none()), "a refusal, not the machine's failure");
    }
}
