import { ButtonLink } from '#platform/ui/button-link.tsx'
import { Picture } from './picture.tsx'

export function HomeHero() {
  return (
    <section
      aria-labelledby="hero"
      className="grid overflow-clip rounded-card border border-hairline bg-surface md:grid-cols-[minmax(20rem,2fr)_3fr]"
    >
      <div className="order-2 flex flex-col items-start justify-center gap-4 p-6 md:order-1 md:p-12">
        <h1 id="hero" className="text-4xl md:text-5xl">
          Good things, in their place
        </h1>
        <p className="max-w-prose text-lg text-muted">
          Mugs, lamps, throws and plants that earn their spot on the shelf. Made slowly, sent quickly.
        </p>
        <ButtonLink size="lg" href="/categories/all" className="mt-2">
          Shop everything
        </ButtonLink>
      </div>
      <Picture
        src="/pictures/hero.svg"
        alt="A shelf with a rubber plant, vases, a bowl of lemons, a steaming mug and a green lamp"
        width={1600}
        height={900}
        fetchPriority="high"
        className="order-1 aspect-video size-full object-cover md:order-2 md:aspect-auto md:min-h-110"
      />
    </section>
  )
}
