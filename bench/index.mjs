await import('./picture.mjs')
console.log()
await import('./rate.mjs')
