import type { Category } from '#slices/catalog/product.ts'
import { IntentLink } from './intent-link.tsx'
import { Picture } from './picture.tsx'

export function CategoryTiles({ categories }: { categories: Category[] }) {
  return (
    <ul className="grid grid-cols-2 gap-4 md:gap-6 lg:grid-cols-3">
      {categories.map(category => (
        <li
          key={category.slug}
          className="focus-within-ring group relative overflow-clip rounded-card border border-hairline bg-surface"
        >
          <Picture
            src={category.imageUrl ?? '/pictures/placeholder.svg'}
            alt=""
            width={1200}
            height={600}
            loading="lazy"
            className="aspect-2/1 w-full object-cover"
          />
          <div className="p-3 md:px-6 md:py-4">
            <h3 className="text-base md:text-xl">
              <IntentLink
                href={`/categories/${category.slug}`}
                className="underline-offset-4 after:absolute after:inset-0 group-hover:underline"
              >
                {category.name}
              </IntentLink>
            </h3>
            <p className="hidden text-muted md:block">{category.description}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}
