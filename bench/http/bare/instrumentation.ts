/** Empty. Without one of its own, Next.js would look in the folders above and take the product's. */
export function register(): void {}
