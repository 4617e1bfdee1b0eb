// The notes of this window, while another one may write too: nobody's are overwritten unseen.
import { offerMyNotes } from "./question.js";

const me = crypto.randomUUID();
let ours = null; // { to, text, from }: `from` is the window whose notes ours go on from
let clash = null; // { to, text }: refused, until what stands is on show

export const areNotes = (to) => ours?.to === to;

/** What stands in the field now, as it is to be sent; nothing while the field is about to go. */
export function noteDown(area) {
  const to = area.dataset.ctNotes;
  if (clash?.to === to) return void (clash.text = area.value);
  if (!areNotes(to)) ours = { to, from: area.dataset.ctNotesBy };
  ours.text = area.value;
  return { to, fields: { notes: ours.text, window: me, known: ours.from } };
}

/** Another window has written meanwhile: `show` what stands; what was written here is added by one click. */
export async function giveWay(show, keep) {
  clash = { to: ours.to, text: ours.text };
  ours = null;
  await show();
  const { to, text } = clash;
  clash = null;
  offerMyNotes(document.querySelector(`[data-ct-notes="${to}"]`), text, keep);
}

/** Into a stage that was drawn before they arrived, unless it shows those of another window, which had all of ours. */
export function putNotesBack(areUnsent) {
  const area = ours && document.querySelector(`[data-ct-notes="${ours.to}"]`);
  if (!area || area.value === ours.text) return;
  if (areUnsent(ours.to) || [me, ours.from].includes(area.dataset.ctNotesBy)) area.value = ours.text;
  else ours = null;
}
