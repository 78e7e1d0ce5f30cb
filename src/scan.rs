//! Looking for bytes of a sort, a block at a time: what every byte of a handbook passes through more than once.

/// How many bytes are looked at together; small enough for the short texts between two marks.
const BLOCK: usize = 16;

/// The place of the first byte of `bytes` for which `is` holds.
///
/// The first loop has no early way out of a block, which lets the compiler look at all of it at once; for that, `is` must
/// not have one either, and so says `|` where one would write `||`.
pub fn position(bytes: &[u8], is: impl Fn(u8) -> bool) -> Option<usize> {
    let mut at = 0;
    while let Some(block) = bytes.get(at..at + BLOCK) {
        if block.iter().fold(0, |any, byte| any | u8::from(is(*byte))) != 0 {
            break;
        }
        at += BLOCK;
    }
    bytes[at..].iter().position(|byte| is(*byte)).map(|nth| at + nth)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_first_byte_is_found_wherever_it_stands(bytes in proptest::collection::vec(b'a'..b'f', 0..80)) {
            let is = |byte: u8| byte == b'e';
            prop_assert_eq!(position(&bytes, is), bytes.iter().position(|byte| is(*byte)));
        }
    }
}
