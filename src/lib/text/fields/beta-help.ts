/** What explains β. By itself, because its slider is there before the words of the other fields. */
export const BETA_HELP =
  'XFetch’s tuning knob. A larger β refreshes earlier. 1 is the paper’s default. 0 switches early refresh off; the smallest value above it is 0.000001.'
