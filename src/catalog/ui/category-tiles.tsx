import Link from 'next/link'
import type { Category } from '#catalog/product.ts'
import { Picture } from './picture.tsx'

export function CategoryTiles({ categories }: { categories: Category[] }) {
  return (
    <ul className="grid grid-cols-1 gap-4 xs:grid-cols-2 md:gap-6 lg:grid-cols-3">
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
          <div className="p-4 md:px-6">
            <h3 className="text-xl">
              <Link
                href={`/categories/${category.slug}`}
                className="underline-offset-4 after:absolute after:inset-0 group-hover:underline"
              >
                {category.name}
              </Link>
            </h3>
            <p className="text-muted">{category.description}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}
