import { cast, castLine, type Draw, fill, move, rod, stroke } from '../drawing.ts'
import { band, outline, type Profile, patch, profile, ring, seam, turn } from '../lathe.ts'
import { flame, materials } from '../palette.ts'
import { circle, line, n, oval, rounded, shape } from '../path.ts'

const { Oak, Brass, Paper, Steel } = materials

/** A candle flame whose foot stands at x, y. */
function flameAt(x: number, y: number, size: number): string {
  const tongue = (foot: number, top: number, wide: number) => {
    const [low, high, belly] = [n(-foot * size), n(-top * size), wide * size]
    const [near, far] = [n(-(foot + 0.2) * size), n(-top * 0.62 * size)]
    return `M0,${low}C${n(-belly)},${near} ${n(-belly * 0.76)},${far} 0,${high}C${n(belly * 0.76)},${far} ${n(belly)},${near} 0,${low}Z`
  }
  return move(
    x,
    y,
    fill(circle(0, -0.55 * size, size * 1.15), flame.glow, 0.28) +
      fill(circle(0, -0.55 * size, size * 0.78), flame.glow, 0.4) +
      fill(tongue(0, 1, 0.34), flame.edge) +
      fill(tongue(0.06, 0.62, 0.18), flame.heart),
  )
}

const pleatedLamp: Draw = ramp => {
  const base = profile('92 0, 94 14!, 52 26, 26 52, 34 84, 56 124, 44 168, 16 196, 14 250')
  const shade = profile('208 236, 112 478')
  const pleats = [-0.93, -0.8, -0.66, -0.5, -0.33, -0.16, 0.02, 0.2, 0.36, 0.52, 0.67, 0.8, 0.92]
  const lines = pleats.map(u => seam(shade, u, { low: 240, high: 474 })).join('')
  return {
    body:
      turn(base, Oak) +
      stroke(ring(base, 124), Oak.deep, 4, ' opacity=".5"') +
      turn(shade, ramp) +
      stroke(lines, ramp.deep, 3, ' opacity=".38"') +
      band(
        shade,
        { ...ramp, base: ramp.shade, light: ramp.base, shade: ramp.deep },
        { low: 236, high: 250 },
      ) +
      fill(oval(0, -478, 112, 15), ramp.light) +
      fill(oval(0, -477, 102, 11), flame.glow) +
      fill(oval(0, -474, 60, 6), flame.heart),
    shadow: cast(outline(base), outline(shade)),
    feet: [[0, 94]],
    rests: 'shelf',
    left: -208,
    right: 208,
    top: -493,
    bottom: 0,
    focus: { middle: [-40, -340], side: 330 },
  }
}

const taskLamp: Draw = ramp => {
  const base = profile('104 0, 106 20!, 90 30, 0 34')
  const lower = line([
    [-40, -30],
    [-136, -270],
  ])
  const upper = line([
    [-136, -270],
    [70, -446],
  ])
  const head = 'M-30,-62C-30,-92 30,-92 30,-62L34,-36L96,66H-96L-34,-36Z'
  return {
    body: move(
      -20,
      0,
      fill(
        shape([
          [128, -330],
          [216, -406],
          [300, -34],
          [60, -10],
        ]),
        flame.glow,
        0.42,
      ) +
        turn(base, ramp) +
        rod(lower, { light: Steel.light, base: Steel.shade }, 14) +
        rod(upper, { light: Steel.light, base: Steel.shade }, 14) +
        stroke(
          line([
            [-146, -240],
            [-92, -296],
          ]),
          ramp.shade,
          5,
        ) +
        fill(circle(-136, -270, 22), ramp.shade) +
        fill(circle(-139, -273, 15), ramp.base) +
        fill(circle(-40, -34, 16), ramp.shade) +
        `<g transform="translate(112 -424) rotate(-41)">${
          fill(head, ramp.base) +
          fill('M-30,-62C-30,-78 -16,-84 -8,-85L-12,-36L-44,66H-96L-34,-36Z', ramp.light) +
          fill('M30,-62C30,-76 22,-82 12,-84L14,-36L44,66H96L34,-36Z', ramp.shade) +
          fill(oval(0, 66, 96, 15), ramp.deep) +
          fill(oval(0, 68, 80, 10), flame.heart)
        }</g>`,
    ),
    shadow: move(
      -20,
      0,
      cast(outline(base)) +
        castLine(lower + upper, 14) +
        `<path d="${head}" transform="translate(112 -424) rotate(-41)"/>`,
    ),
    feet: [[-20, 106]],
    rests: 'shelf',
    left: -180,
    right: 210,
    top: -510,
    bottom: 0,
    focus: { middle: [40, -400], side: 330 },
  }
}

const domePendant: Draw = ramp => {
  const dome = profile('222 176, 220 196, 206 270, 160 344, 92 384, 44 396!, 42 412')
  const cap = profile('30 408, 30 446!, 12 462, 10 476')
  const below = -0.1
  return {
    light:
      fill(oval(0, 4, 250, 26), flame.glow, 0.4) +
      fill(oval(0, 4, 160, 16), flame.heart, 0.6) +
      fill(
        shape([
          [-216, -176],
          [216, -176],
          [250, 4],
          [-250, 4],
        ]),
        flame.glow,
        0.2,
      ),
    body:
      stroke('M0,-470V-2400', '#2a3142', 7) +
      turn(cap, Brass, below) +
      turn(dome, ramp, below) +
      stroke(seam(dome, -0.74, { low: 210, high: 320, tilt: below }), '#fff', 11, ' opacity=".4"') +
      fill(oval(0, -176, 222, 22), ramp.shade) +
      fill(oval(0, -175, 210, 18), flame.glow) +
      fill(oval(0, -170, 52, 11), '#fff'),
    shadow: '',
    feet: [],
    rests: 'ceiling',
    left: -222,
    right: 222,
    top: -476,
    bottom: -154,
    focus: { middle: [-30, -350], side: 330 },
  }
}

const paperLantern: Draw = ramp => {
  const heights = [-1, -0.94, -0.8, -0.55, -0.28, 0, 0.28, 0.55, 0.8, 0.94, 1]
  const globe: Profile = heights.map(share => [
    Math.max(34, 190 * Math.sqrt(1 - share * share)),
    300 + 178 * share,
  ])
  const ribs = heights
    .slice(1, -1)
    .map(share => ring(globe, 300 + 178 * share))
    .join('')
  const legs =
    line([
      [-70, -170],
      [-128, 0],
    ]) +
    line([
      [70, -170],
      [128, 0],
    ])
  return {
    body:
      fill(circle(0, -300, 252), flame.glow, 0.1) +
      fill(circle(0, -300, 222), flame.glow, 0.14) +
      stroke(
        line([
          [10, -160],
          [24, -22],
        ]),
        Oak.shade,
        12,
      ) +
      rod(legs, { light: Oak.light, base: Oak.base }, 14) +
      turn(globe, { ...ramp, shade: '#ecd9ae', base: '#fbeecd', light: '#fffaf0' }) +
      fill(oval(-10, -296, 96, 110), flame.heart, 0.7) +
      stroke(ribs, Paper.deep, 2.5, ' opacity=".55"') +
      fill(oval(0, -480, 44, 8), Oak.shade) +
      fill(oval(0, -479, 36, 5), flame.heart),
    shadow: cast(outline(globe)) + castLine(legs, 14),
    feet: [
      [-128, 9],
      [24, 8],
      [128, 9],
    ],
    rests: 'shelf',
    left: -190,
    right: 190,
    top: -485,
    bottom: 0,
    focus: { middle: [-60, -370], side: 320 },
  }
}

const brassCandlesticks: Draw = ramp => {
  const tall = profile(
    '86 0, 88 10!, 70 20, 22 40, 15 90, 30 116, 15 142, 19 198, 60 212!, 60 220!, 30 224, 30 250',
  )
  const low = profile('80 0, 82 10!, 64 20, 20 38, 15 66, 28 84, 56 96!, 56 104!, 28 108, 28 130')
  const wax = { light: '#fbe6b4', base: '#f0cb7c', shade: '#cf9c46', deep: '#8a6216' }
  const taper = (low: number, high: number): Profile => [
    [18, low],
    [16, high],
    [11, high + 6],
  ]
  const stand = (stick: Profile, from: number, to: number, size: number) =>
    turn(taper(from, to), wax) +
    turn(stick, ramp) +
    stroke(
      line([
        [0, -to - 4],
        [0, -to - 14],
      ]),
      '#3a2a1c',
      4,
    ) +
    flameAt(0, -to - 10, size)
  return {
    body: move(-92, -6, stand(tall, 246, 404, 72)) + move(104, 8, stand(low, 126, 246, 72)),
    shadow:
      move(-92, -6, cast(outline(tall), outline(taper(246, 404)))) +
      move(104, 8, cast(outline(low), outline(taper(126, 246)))),
    feet: [
      [-92, 88],
      [104, 82],
    ],
    rests: 'shelf',
    left: -180,
    right: 186,
    top: -496,
    bottom: 8,
    focus: { middle: [-60, -300], side: 330 },
  }
}

const stormLantern: Draw = ramp => {
  const tank = profile('122 0, 126 8!, 124 58, 96 82, 84 92')
  const globe = profile('78 90, 106 140, 112 188, 94 248, 72 286')
  const top = profile('96 284, 98 296!, 58 322, 48 356!, 66 362!, 60 378, 0 392')
  const frame = 'M-112,-62C-176,-110 -170,-290 -78,-322M112,-62C176,-110 170,-290 78,-322'
  const bale = 'M-146,-236C-190,-540 190,-540 146,-236'
  const glass = materials.Glass
  return {
    body:
      stroke(bale, Steel.shade, 8) +
      rod(frame, ramp, 18) +
      fill(circle(0, -190, 165), flame.glow, 0.22) +
      fill(outline(globe), glass.light, 0.75) +
      flameAt(0, -116, 84) +
      fill(patch(globe, { from: -0.86, to: -0.66, low: 110, high: 262 }), '#fff', 0.7) +
      fill(patch(globe, { from: 0.74, to: 1, low: 92, high: 284 }), glass.base, 0.6) +
      stroke(
        seam(globe, -1, { low: 92, high: 284 }) + seam(globe, 1, { low: 92, high: 284 }),
        glass.shade,
        3.5,
      ) +
      turn(tank, ramp) +
      fill(rounded(58, -60, 26, 26, 8), Brass.base) +
      stroke(ring(tank, 84), ramp.deep, 5, ' opacity=".5"') +
      turn(top, ramp) +
      stroke(ring(top, 356), ramp.deep, 4, ' opacity=".6"') +
      fill(circle(-146, -236, 9), Steel.deep) +
      fill(circle(146, -236, 9), Steel.deep),
    shadow: cast(outline(tank), outline(globe), outline(top)),
    feet: [[0, 124]],
    rests: 'shelf',
    left: -174,
    right: 174,
    top: -470,
    bottom: 0,
    focus: { middle: [0, -220], side: 320 },
  }
}

export const lightingDrawings: Record<string, Draw> = {
  'pleated-lamp': pleatedLamp,
  'task-lamp': taskLamp,
  'dome-pendant': domePendant,
  'paper-lantern': paperLantern,
  'brass-candlesticks': brassCandlesticks,
  'storm-lantern': stormLantern,
}
