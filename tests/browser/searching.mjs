// What the tests of the search have in common: opening it, asking, and waiting for the answer to what was asked.

export const DIALOG = "dialog.search";
export const FIELD = `${DIALOG} [role=combobox]`;
export const OPTIONS = `${DIALOG} [role=option]`;
/** The list, once it answers what stands in the field. */
export const SETTLED = `${DIALOG} [role=listbox][aria-busy=false]`;
/** Pages in the dialog, without the places inside them. */
export const PLACES = `${DIALOG} .place`;
/** Pages on the search page. */
export const ITEMS = ".search-page .results > li";

/** Opens the dialog from the keyboard. A page that is being left, or is not there yet, hears no key, so it is pressed again. */
export async function open(page, tries = 4) {
  await page.waitForLoadState("load");
  await page.keyboard.press("/");
  const field = page.locator(`${FIELD}:focus`);
  if (tries === 1) return field.waitFor();
  return field.waitFor({ timeout: 4000 }).catch(() => open(page, tries - 1));
}

/** Types `text` into the dialog and waits until the list holds what `shown` describes. */
export async function ask(page, text, shown = PLACES) {
  await page.locator(FIELD).fill(text);
  await page.locator(shown).first().waitFor();
}

/** The titles of the pages in the dialog. */
export const titles = (page) => page.locator(`${PLACES} .title`).evaluateAll((all) => all.map((one) => one.firstChild.textContent + [...one.childNodes].slice(1).filter((node) => node.localName !== "small").map((node) => node.textContent).join("")));

/** The option that is chosen, as `aria-activedescendant` tells it. */
export const active = (page) =>
  page.locator(FIELD).evaluate((field) => {
    const option = document.getElementById(field.getAttribute("aria-activedescendant") ?? "");
    return option && { selected: option.getAttribute("aria-selected"), text: option.textContent, at: [...document.querySelectorAll("dialog.search [role=option]")].indexOf(option), href: option.href };
  });

/** Marked words of the page that is open. */
export const marked = (page) => page.locator("main mark.found").allTextContents();

/** From here on time passes for this page only where a test says so: `page.clock.runFor(120)`. */
export async function stopTime(page) {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}
