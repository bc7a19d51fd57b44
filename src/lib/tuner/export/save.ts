/** Time in which the browser reads the file, ms. */
const READ_MS = 40_000

/**
 * Saves a file as a download, named by its content and its β, such as xfetch-tuner-window-beta-4.svg.
 * @param what one word for the content
 */
export function save(parts: BlobPart[], type: string, what: string, beta: number, extension: string): void {
  const address = URL.createObjectURL(new Blob(parts, { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = `xfetch-tuner-${what}-beta-${beta}.${extension}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), READ_MS)
}
