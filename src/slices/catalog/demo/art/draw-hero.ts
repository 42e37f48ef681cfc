import { fill, move, stroke } from './drawing.ts'
import { leaf } from './leaf.ts'
import { materials, type Tile } from './palette.ts'
import { oval, type Point, rounded } from './path.ts'
import { picture } from './scene.ts'
import { type Placed, stillLife } from './still-life.ts'

const tile: Tile = { wall: '#f1dcc8', floor: '#dcae78', deep: '#6b3a1f' }

const standing = 730

const bowl = { x: 806, y: standing }

const behind: Placed[] = [
  { slug: 'rubber-plant', colour: 'Clay', x: 206, y: standing - 12 },
  { slug: 'serving-board', x: 652, y: standing - 14 },
  { slug: 'pleated-lamp', colour: 'Moss', x: 1192, y: standing - 8 },
  { slug: 'cloth-notebook', colour: 'Clay', x: 1478, y: standing - 6 },
]

const front: Placed[] = [
  { slug: 'bottle-vase', colour: 'Blue', x: 424, y: standing - 4 },
  { slug: 'footed-bowl', colour: 'Oat', ...bowl },
  { slug: 'stoneware-mug', colour: 'Blue', x: 968, y: standing + 6 },
  { slug: 'ginger-jar', colour: 'Marigold', x: 562, y: standing + 4 },
  { slug: 'alarm-clock', colour: 'Plum', x: 1362, y: standing + 4 },
]

/** The home page's picture, 1600 × 900: one shelf, morning light, the shop's things in their true sizes. */
export function drawHero(): string {
  const group = { tile, pxPerCm: 10.8, depth: 22 }
  const title = 'A shelf in morning light with a plant, vases, a bowl of lemons, a mug and a lamp'
  return picture(
    { width: 1600, height: 900, title },
    wall() + plank() + stillLife(behind, group) + branch() + stillLife(front, group) + lemons() + steam(),
  )
}

function wall(): string {
  const panes = [
    'M520,120L760,56V306L520,370Z',
    'M784,50L1024,-14V236L784,300Z',
    'M520,398L760,334V584L520,648Z',
    'M784,328L1024,264V514L784,578Z',
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
    standing - 4 - 322,
    stroke('M0,20C-4,-60 12,-160 62,-310', '#5b3b2c', 6) +
      leaves
        .map(([x, y, toX, toY], at) =>
          leaf({ from: [x, y], to: [toX, toY], wide: 25, bend: at % 2 ? 7 : -7 }),
        )
        .join(''),
  )
}

/** Three lemons in the bowl, cut off where its front rim hides them. */
function lemons(): string {
  const [light, base, shade] = ['#fbe183', '#f0c243', '#c08d1d']
  const fruit = ([x, y]: Point) =>
    move(
      x,
      y,
      fill(`${oval(0, 0, 40, 33)}${rounded(32, -7, 17, 14, 6)}`, base) +
        fill('M-40,0A40,33 0 0 1 14,-31C-14,-24 -28,-10 -30,20A40,33 0 0 1 -40,0Z', light) +
        fill('M40,0A40,33 0 0 1 -12,31C14,24 28,6 27,-24A40,33 0 0 1 40,0Z', shade),
    )
  const within = 'M-124,-400H124V-136A124,16 0 0 1 -124,-136Z'
  return (
    `<clipPath id="hero-bowl"><path d="${within}"/></clipPath>` +
    move(bowl.x, bowl.y, fruit([-58, -146]) + fruit([62, -144]) + fruit([4, -166]), ' scale(.93)').replace(
      '<g ',
      '<g clip-path="url(#hero-bowl)" ',
    )
  )
}

function steam(): string {
  const wisp = 'M0,0C-22,-28 20,-46 0,-78C-16,-104 14,-118 4,-142'
  return move(
    952,
    standing - 116,
    stroke(wisp, '#fff', 9, ' opacity=".6"') + move(36, 6, stroke(wisp, '#fff', 7, ' opacity=".45"')),
  )
}
