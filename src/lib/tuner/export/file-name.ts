/** "xfetch-tuner-window-beta-4.svg": names the content and its β. */
export const fileName = (what: string, beta: number, extension: string) =>
  `xfetch-tuner-${what}-beta-${beta}.${extension}`
