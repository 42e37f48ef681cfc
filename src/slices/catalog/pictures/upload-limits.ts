/** What may be uploaded. The desk says so beside the field, and the shop judges the file itself. */
export const MOST_BYTES = 15 * 1024 * 1024
/** A camera of sixty megapixels is the largest that takes pictures of products. */
export const MOST_PIXELS = 60_000_000
/** A smaller one is an icon and would be a blur on every page. */
export const LEAST_SIDE = 160
/** Nobody looks at more, and a page shows all of them as thumbnails. */
export const MOST_PICTURES = 30

export const ACCEPTED = ['image/jpeg', 'image/png', 'image/webp', 'image/avif'] as const
