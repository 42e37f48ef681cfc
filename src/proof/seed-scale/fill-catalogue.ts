import type postgres from 'postgres'
import { type Fill, VARIANTS_PER_PRODUCT } from './fill.ts'
import { idOf } from './scale-ids.ts'

const adjectives =
  'Plain Ribbed Woven Glazed Brushed Carved Folded Speckled Striped Hammered Waxed Turned Pressed Quilted Smoked Painted Polished Rustic Slim Tall Round Oval Deep Wide Low Heavy Light Soft Narrow Stacking'.split(
    ' ',
  )
const materials =
  'Oak Walnut Ash Beech Cork Linen Cotton Wool Felt Jute Clay Stoneware Porcelain Glass Crystal Brass Copper Steel Iron Zinc Marble Slate Concrete Leather Bamboo Rattan Paper Ceramic Enamel Birch'.split(
    ' ',
  )
const nouns =
  'Bowl Plate Mug Jug Vase Tray Lamp Shade Candle Holder Cushion Throw Rug Basket Stool Bench Shelf Hook Mirror Frame Clock Board Knife Spoon Fork Ladle Grater Tin Jar Bottle Kettle Teapot Cup Saucer Pitcher Planter Pot Coaster Napkin Apron Towel Blanket Pillow Curtain Doormat Bell Box Chest Rack Stand Ladder Broom Brush Bucket Lantern Bookend Notebook Pen Ruler Mat'.split(
    ' ',
  )
const syllables =
  'ba be bo da de do fa fe ga go ha he ja jo ka ke la le lo ma me mo na ne no pa pe ra re ro sa se so ta te to va ve wa za'.split(
    ' ',
  )
const colours = ['Blue', 'Moss', 'Clay', 'Oat', 'Plum', 'Marigold']
const shelves = 24

const words = (list: readonly string[]) => `'{${list.join(',')}}'::text[]`
/** The entry that `position` falls on, whatever number it is. */
const pick = (list: readonly string[], position: string) =>
  `(${words(list)})[1 + ((${position}) % ${list.length})::int]`

/** Categories for the scale's products, the same in every run. */
export async function fillCategories(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    insert into categories (id, slug, name, description, image_url, position)
    select gen_random_uuid(), 'scale-' || n, ${pick(nouns, 'n * 7')} || 's no. ' || n, '', null, 1000 + n
    from generate_series(1, ${shelves}) n on conflict (slug) do nothing`)
}

/** Products from number `from` up to, without, `to`, with their variants, prices and pictures. The last came in today. */
export async function fillProducts(sql: postgres.Sql, from: number, to: number, all: number): Promise<void> {
  const madeUp = `initcap(${pick(syllables, 'j * 13')} || ${pick(syllables, 'j / 40 * 7 + j')} || ${pick(syllables, 'j / 1600 + j * 3')} || ${pick(['n', 'l', 'r', 's', 'x'], 'j / 9')})`
  await sql.begin(async tx => {
    await tx.unsafe(`
      create temp table p on commit drop as
      select j, date_trunc('milliseconds', now() - interval '3 years' * (1 - j::float8 / ${all})) as at,
        ${pick(adjectives, 'j * 11 + j / 30')} as adjective, ${pick(materials, 'j * 17 + j / 900')} as material,
        ${pick(nouns, 'j * 7 + j / 60')} as noun, ${madeUp} as made_up
      from generate_series(${from}, ${to - 1}) j`)
    await tx.unsafe(`alter table p add id uuid; update p set id = ${idOf('at', '8', '0', 'j')}`)
    await tx.unsafe(`
      insert into products (id, slug, name, tagline, description, keywords, category_id, position, created_at)
      select p.id, 'scale-' || j, made_up || ' ' || adjective || ' ' || material || ' ' || noun, 'A ' || lower(adjective || ' ' || noun) || ' for every day',
        'Made of ' || lower(material) || ' by hand, finished twice and packed in paper. The ' || made_up || ' family has a ' || lower(noun) || ' for each room of the house.',
        lower(${pick(nouns, 'j * 29 + 5')}), c.id, 1000 + j, at
      from p join categories c on c.slug = 'scale-' || (1 + j % ${shelves})`)
    const k = `(p.j * ${VARIANTS_PER_PRODUCT} + v)`
    await tx.unsafe(`
      create temp table w on commit drop as
      select ${k} as k, ${idOf('p.at', '9', 'v', 'p.j')} as id, p.id as product_id, 'S-' || lpad(${k}::text, 7, '0') as sku, v as position,
        jsonb_build_object('Colour', ${pick(colours, 'p.j + v / 2')}, 'Size', case v % 2 when 0 then 'Small' else 'Large' end) as options,
        (400 + (p.j * 7919 % 90) * 100 + v * 150)::bigint as price_minor, p.made_up || ' ' || p.adjective || ' ' || p.material || ' ' || p.noun as name, p.at
      from p cross join generate_series(0, ${VARIANTS_PER_PRODUCT - 1}) v`)
    await tx.unsafe(
      `insert into variants (id, product_id, sku, options, position, weight_grams) select id, product_id, sku, options, position, 400 from w`,
    )
    await tx.unsafe(
      `insert into prices (id, variant_id, amount_minor, currency, valid_from) select ${idOf('at', 'a', 'position', 'k')}, id, price_minor, 'GBP', at from w`,
    )
    await tx.unsafe(`
      create temp table drawn on commit drop as
      select url, row_number() over (order by i.id) - 1 as n, count(*) over () as all from images i join products s on s.id = i.product_id where s.slug not like 'scale-%'`)
    await tx.unsafe(`
      insert into images (id, product_id, colour, url, alt, position)
      select ${idOf('at', 'b', '0', 'j')}, p.id, null, coalesce(d.url, '/pictures/placeholder.svg'), made_up || ' ' || noun, 0
      from p left join drawn d on d.n = p.j % d.all`)
    await tx.unsafe(`
      insert into seed_scale.wares (k, variant_id, sku, name, options, image_url, price_minor, warehouse_id)
      select k, w.id, sku, name, options, i.url, price_minor, h.id from w join images i on i.product_id = w.product_id
      join (select id, row_number() over (order by priority) - 1 as n, count(*) over () as all from warehouses) h on h.n = w.k % h.all`)
  })
}

/** Notes the wares of earlier runs again, where the notes lack them: orders are of everything that is sold. */
export async function recallWares(sql: postgres.Sql, { firstSku, skus }: Fill): Promise<void> {
  const [noted] = await sql<{ count: number }[]>`select count(*)::int as count from seed_scale.wares`
  if (noted && noted.count >= firstSku + skus) return
  // The indexes are set aside, so the planner must know how much it joins.
  await sql.unsafe('analyze products, variants, images, prices')
  await sql.unsafe(`
    insert into seed_scale.wares (k, variant_id, sku, name, options, image_url, price_minor, warehouse_id)
    select substr(v.sku, 3)::int, v.id, v.sku, p.name, v.options, i.url, c.amount_minor, h.id
    from variants v join products p on p.id = v.product_id join images i on i.product_id = p.id and i.position = 0
    join prices c on c.variant_id = v.id and c.valid_to is null
    join (select id, row_number() over (order by priority) - 1 as n, count(*) over () as all from warehouses) h on h.n = substr(v.sku, 3)::int % h.all
    where v.sku ~ '^S-[0-9]+$' on conflict (k) do nothing`)
}
