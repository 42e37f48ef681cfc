import { fill, move, stroke } from './drawing.ts'
import { leaf } from './leaf.ts'
import { materials, type Tile } from './palette.ts'
import { crescent, oval, rounded } from './path.ts'
import { picture } from './scene.ts'
import { type Placed, stillLife } from './still-life.ts'

const tile: Tile = { wall: '#f1dcc8', floor: '#dcae78', deep: '#6b3a1f' }

const standing = 730

const behind: Placed[] = [
  { slug: 'wall-clock', colour: 'Ink', x: 842, y: 690, lift: 92 },
  { slug: 'hanging-ivy', colour: 'Oat', x: 1462, y: 690, lift: 60 },
  { slug: 'rubber-plant', colour: 'Clay', x: 196, y: standing - 12 },
  { slug: 'serving-board', x: 640, y: standing - 14 },
  { slug: 'pleated-lamp', colour: 'Moss', x: 1180, y: standing - 8 },
]

const front: Placed[] = [
  { slug: 'bottle-vase', colour: 'Blue', x: 420, y: standing - 4 },
  { slug: 'footed-bowl', colour: 'Plum', x: 800, y: standing },
  { slug: 'stoneware-mug', colour: 'Blue', x: 1034, y: standing + 6 },
  { slug: 'ginger-jar', colour: 'Marigold', x: 566, y: standing + 4 },
  { slug: 'alarm-clock', colour: 'Clay', x: 1366, y: standing + 2 },
]

/** The home page's picture, 1600 × 900: one shelf, morning light, the shop's things in their true sizes. */
export function drawHero(): string {
  const group = { tile, pxPerCm: 11.6, depth: 22 }
  const title = 'A shelf in morning light with a plant, vases, a bowl of lemons, a mug and a lamp'
  return picture(
    { width: 1600, height: 900, title },
    wall() + plank() + stillLife(behind, group) + branch() + lemons() + stillLife(front, group) + steam(),
  )
}

function wall(): string {
  const panes = [
    'M300,96L560,20V300L300,376Z',
    'M584,13L844,-63V217L584,293Z',
    'M300,404L560,328V608L300,684Z',
    'M584,321L844,245V525L584,601Z',
  ]
  return fill('M0,0H1600V900H0Z', tile.wall) + fill(panes.join(''), '#fbefdf', 0.85)
}

function plank(): string {
  const { light, base, shade, deep } = materials.Oak
  return (
    fill('M0,780H1600V812Q800,828 0,812Z', tile.deep, 0.2) +
    fill('M0,692H1600V748H0Z', '#ddb27e') +
    fill('M0,692H1600V698H0Z', shade, 0.45) +
    fill('M0,748H1600V784H0Z', base) +
    fill('M0,746H1600V751H0Z', light) +
    stroke('M60,764H330M420,771H700M800,762H1010M1120,770H1400M1470,763H1560', shade, 2.5, ' opacity=".55"') +
    fill('M0,780H1600V784H0Z', deep, 0.5)
  )
}

/** "One good branch is enough": it stands in the bottle vase. */
function branch(): string {
  const leaves = [
    [0, -40, -74, -84],
    [6, -76, 82, -118],
    [10, -122, -62, -172],
    [22, -160, 96, -198],
    [30, -204, -36, -256],
    [44, -244, 110, -284],
    [52, -280, 4, -338],
    [60, -300, 92, -366],
  ] as const
  return move(
    420,
    standing - 4 - 345,
    stroke('M0,20C-4,-60 12,-160 62,-310', '#5b3b2c', 6) +
      leaves
        .map(([x, y, toX, toY], at) =>
          leaf({ from: [x, y], to: [toX, toY], wide: 25, bend: at % 2 ? 7 : -7 }),
        )
        .join(''),
  )
}

function lemons(): string {
  const yellow = { light: '#fbe183', base: '#f0c243', shade: '#c08d1d' }
  return [
    [742, 0],
    [856, 4],
    [800, -22],
  ]
    .map(([x = 0, y = 0]) =>
      move(
        x,
        standing - 166 + y,
        fill(oval(0, 0, 40, 33), yellow.base) +
          fill(rounded(32, -7, 16, 14, 6), yellow.base) +
          fill(crescent([0, 0], 34, { angle: 225, span: 170, thick: 13 }), yellow.light) +
          fill(crescent([1, 0], 34, { angle: 50, span: 160, thick: 12 }), yellow.shade),
      ),
    )
    .join('')
}

function steam(): string {
  const wisp = 'M0,0C-22,-28 20,-46 0,-78C-16,-104 14,-118 4,-142'
  return move(
    1012,
    standing - 126,
    stroke(wisp, '#fff', 9, ' opacity=".6"') + move(36, 6, stroke(wisp, '#fff', 7, ' opacity=".45"')),
  )
}
