export const countWords = (count: number) => `${count} ${count === 1 ? 'product' : 'products'}`
