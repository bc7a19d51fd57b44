/** A drawing as pixels. */

/** Pixels for each px of the drawing, so that it is sharp in print. */
const SCALE = 2

/** @param svg needs no other file, and says its width and height */
export async function pngOf(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = SCALE * image.naturalWidth
    canvas.height = SCALE * image.naturalHeight
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large'))),
        'image/png'
      )
    )
  } finally {
    URL.revokeObjectURL(address)
  }
}
