import { cast, castLine, type Draw, fill, move, rod, stroke } from '../drawing.ts'
import { band, mouth, outline, type Profile, patch, profile, ring, seam, turn } from '../lathe.ts'
import { colours, materials, type Ramp } from '../palette.ts'
import { oval, rounded, shape } from '../path.ts'

const { Oak, Paper, Glass } = materials

const clothNotebook: Draw = ramp => {
  const cover = rounded(-158, -436, 300, 436, 12)
  const pages = shape([
    [138, -424],
    [176, -410],
    [176, -22],
    [138, -8],
  ])
  const weave = Array.from({ length: 9 }, (_, at) => `M-96,${-400 + at * 48}H136`).join('')
  return {
    body: move(
      -8,
      0,
      fill('M36,-6C34,30 44,44 30,62L44,56L54,66C62,40 52,24 54,-6Z', '#b8402f') +
        fill(
          shape([
            [142, -430],
            [184, -414],
            [184, -16],
            [142, -4],
          ]),
          ramp.deep,
        ) +
        fill(pages, Paper.base) +
        stroke('M150,-414V-12M160,-411V-16M169,-408V-20', Paper.deep, 2, ' opacity=".7"') +
        fill(cover, ramp.base) +
        fill('M-146,-436H-100V0H-146A12,12 0 0 1 -158,-12V-424A12,12 0 0 1 -146,-436Z', ramp.shade) +
        fill('M-146,-436H-140V0H-146A12,12 0 0 1 -158,-12V-424A12,12 0 0 1 -146,-436Z', ramp.light) +
        fill('M-100,-436H130A12,12 0 0 1 142,-424L-100,-190Z', ramp.light, 0.4) +
        stroke(weave, ramp.deep, 2, ' stroke-dasharray="2 10" opacity=".5"') +
        fill(rounded(-58, -336, 158, 104, 4), ramp.deep, 0.35) +
        fill(rounded(-62, -340, 158, 104, 4), Paper.light) +
        stroke('M-36,-306H70M-36,-284H70M-36,-262H24', Paper.deep, 4) +
        stroke('M112,-436V0', ramp.deep, 11, ' stroke-linecap="butt"'),
    ),
    shadow: move(-8, 0, cast(cover, pages)),
    feet: [[0, 166, 'flat']],
    rests: 'shelf',
    left: -166,
    right: 176,
    top: -436,
    bottom: 0,
    focus: { middle: [-20, -300], side: 320 },
  }
}

const pencil = (x: number, top: number, lean: number, { light, base, shade }: Ramp) =>
  `<g transform="translate(${x} -200) rotate(${lean})">${
    fill(
      shape([
        [-15, 100],
        [-15, top],
        [15, top],
        [15, 100],
      ]),
      base,
    ) +
    fill(
      shape([
        [-15, 100],
        [-15, top],
        [-5, top],
        [-5, 100],
      ]),
      light,
    ) +
    fill(
      shape([
        [6, 100],
        [6, top],
        [15, top],
        [15, 100],
      ]),
      shade,
    ) +
    fill(
      `M-15,${top}L0,${top - 50}L15,${top}Q10,${top - 8} 5,${top}Q0,${top - 8} -5,${top}Q-10,${top - 8} -15,${top}Z`,
      '#ecd0a2',
    ) +
    fill(
      shape([
        [-5, top - 33],
        [0, top - 50],
        [5, top - 33],
      ]),
      base,
    )
  }</g>`

const pencilPot: Draw = ramp => {
  const body = profile('130 12, 134 20, 134 286')
  const felt = profile('122 0, 124 14')
  const ribs = [-0.96, -0.86, -0.72, -0.56, -0.38, -0.2, 0, 0.2, 0.38, 0.56, 0.72, 0.86, 0.96]
  return {
    body:
      mouth(body, ramp, 11) +
      pencil(-50, -204, -13, colours.Marigold) +
      pencil(58, -186, 14, colours.Blue) +
      pencil(6, -250, 2, colours.Plum) +
      band(
        felt,
        { light: '#8d8a80', base: '#6f6c64', shade: '#4f4c46', deep: '#2f2d29' },
        { low: 0, high: 14 },
      ) +
      turn(body, ramp) +
      stroke(ribs.map(u => seam(body, u, { low: 34, high: 262 })).join(''), ramp.deep, 5, ' opacity=".32"') +
      stroke(ring(body, 286), ramp.light, 7, ' stroke-linecap="butt"'),
    shadow: cast(
      outline(body),
      shape([
        [-110, -280],
        [-100, -400],
        [-80, -280],
      ]),
      shape([
        [-14, -280],
        [6, -490],
        [26, -280],
      ]),
      shape([
        [60, -280],
        [100, -410],
        [112, -280],
      ]),
    ),
    feet: [[0, 122]],
    rests: 'shelf',
    left: -134,
    right: 134,
    top: -500,
    bottom: 0,
    focus: { middle: [0, -340], side: 320 },
  }
}

const sandglass: Draw = ramp => {
  const plate = (low: number): Profile => [
    [146, low],
    [150, low + 6],
    [150, low + 28],
    [144, low + 34],
  ]
  const bulbs = profile('96 34, 112 80, 104 144, 56 206, 13 240, 13 252, 56 286, 104 348, 112 412, 96 456')
  const heap = profile('90 38, 102 70, 64 104, 10 128')
  const left = profile('10 250, 54 290, 92 340, 98 362')
  const sand = { light: '#f7d9a0', base: '#e2b566', shade: '#b3822f', deep: '#7c5617' }
  const post = (x: number) =>
    rod(`M${x},-30V-462`, { light: ramp.light, base: x > 0 ? ramp.shade : ramp.base }, 17)
  return {
    body:
      stroke('M30,-34V-460', ramp.deep, 12, ' opacity=".7"') +
      turn(plate(0), ramp) +
      fill(oval(0, -34, 144, 19), ramp.light) +
      fill(oval(0, -34, 102, 12), ramp.deep, 0.35) +
      fill(outline(bulbs), Glass.light, 0.62) +
      turn(heap, sand) +
      turn(left, sand) +
      fill(oval(0, -362, 98, 13), sand.light) +
      stroke('M0,-250V-128', sand.base, 5) +
      fill(patch(bulbs, { from: -0.84, to: -0.66, low: 296, high: 430 }), '#fff', 0.75) +
      fill(patch(bulbs, { from: -0.84, to: -0.7, low: 60, high: 160 }), '#fff', 0.75) +
      fill(patch(bulbs, { from: 0.8, to: 1, low: 40, high: 450 }), Glass.shade, 0.35) +
      stroke(
        seam(bulbs, -1, { low: 36, high: 454 }) + seam(bulbs, 1, { low: 36, high: 454 }),
        Glass.shade,
        4,
      ) +
      post(-126) +
      post(126) +
      turn(plate(456), ramp) +
      fill(oval(0, -490, 144, 19), ramp.light),
    shadow:
      cast(outline(plate(0)), outline(bulbs), outline(plate(456))) +
      castLine('M-126,-30V-462M126,-30V-462', 17),
    feet: [[0, 148]],
    rests: 'shelf',
    left: -150,
    right: 150,
    top: -509,
    bottom: 0,
    focus: { middle: [0, -240], side: 330 },
  }
}

const dayBlocks: Draw = ramp => {
  const block = (x: number, digit: string) =>
    fill(rounded(x, -306, 172, 172, 10), ramp.base) +
    fill(
      `M${x},-296A10,10 0 0 1 ${x + 10},-306H${x + 162}A10,10 0 0 1 ${x + 172},-296L${x + 152},-286H${x + 20}Z`,
      ramp.light,
    ) +
    fill(
      shape([
        [x + 172, -300],
        [x + 172, -138],
        [x + 148, -158],
        [x + 148, -284],
      ]),
      ramp.shade,
    ) +
    move(x + 82, -220, stroke(digit, colours.Ink.deep, 17, ' stroke-linejoin="round"'))
  const tray = rounded(-206, -66, 412, 66, 8)
  const two = 'M-34,-26C-34,-66 34,-66 34,-24C34,4 -34,24 -36,52H38'
  const four = 'M22,54V-54L-40,22H44'
  const may =
    'M-74,-82V-118L-58,-96L-42,-118V-82M-20,-82L-4,-118L12,-82M-14,-94H6M30,-118L46,-100L62,-118M46,-100V-82'
  return {
    body:
      fill(rounded(-206, -338, 412, 300, 10), Oak.shade) +
      fill(rounded(-206, -338, 412, 14, 7), Oak.light) +
      block(-182, two) +
      block(4, four) +
      fill(rounded(-182, -130, 358, 64, 6), '#b8402f') +
      fill(rounded(-182, -130, 358, 12, 6), '#d5664f') +
      stroke(may, '#fff6e4', 8, ' stroke-linejoin="round"') +
      fill(tray, Oak.base) +
      fill(rounded(-206, -66, 412, 14, 7), Oak.light) +
      fill('M126,-52H206V-8A8,8 0 0 1 198,0H140Z', Oak.shade) +
      stroke('M-180,-34H-60M-110,-18H60', Oak.shade, 3.5, ' opacity=".6"'),
    shadow: cast(rounded(-206, -338, 412, 338, 10)),
    feet: [[0, 206, 'flat']],
    rests: 'shelf',
    left: -206,
    right: 206,
    top: -338,
    bottom: 0,
    focus: { middle: [-60, -200], side: 310 },
  }
}

export const deskDrawings: Record<string, Draw> = {
  'cloth-notebook': clothNotebook,
  'pencil-pot': pencilPot,
  sandglass,
  'day-blocks': dayBlocks,
}
