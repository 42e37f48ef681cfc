import { cast, castLine, type Draw, fill, move, stroke } from '../drawing.ts'
import { band, gloss, mouth, outline, profile, seam, turn } from '../lathe.ts'
import { type Leaf, leaf, leafOutline } from '../leaf.ts'
import { biscuit, colours, leafGreen } from '../palette.ts'
import { circle, curve, oval, type Point } from '../path.ts'

const soil = '#3b2a20'

const rubberPlant: Draw = ramp => {
  const pot = profile('92 0, 98 8, 122 148!, 134 150!, 138 196')
  const stem = curve([
    [0, -190],
    [-6, -300],
    [8, -420],
    [0, -500],
  ])
  const leaves: [Leaf, boolean][] = [
    [{ from: [0, -250], to: [168, -330], wide: 72, bend: 24 }, true],
    [{ from: [-2, -262], to: [-176, -300], wide: 70, bend: -14 }, false],
    [{ from: [2, -340], to: [-164, -452], wide: 74, bend: -10 }, true],
    [{ from: [4, -370], to: [160, -480], wide: 70, bend: 20 }, false],
    [{ from: [6, -430], to: [-70, -586], wide: 60, bend: -8 }, false],
    [{ from: [2, -450], to: [70, -590], wide: 56, bend: 6 }, true],
  ]
  return {
    body:
      stroke(stem, '#5b3b2c', 10) +
      leaves.map(([one, dark]) => leaf(one, leafGreen, dark)).join('') +
      fill('M0,-500C-8,-540 -4,-560 4,-574C10,-552 10,-530 0,-500Z', colours.Clay.base) +
      turn(pot, ramp) +
      fill('M-124,-146A124,16 0 0 0 124,-146L122,-134A122,16 0 0 1 -122,-134Z', ramp.deep, 0.35) +
      mouth(pot, ramp, 9) +
      fill(oval(0, -194, 124, 11), soil) +
      stroke('M0,-190V-240', '#5b3b2c', 10),
    shadow: cast(outline(pot), oval(0, -420, 130, 170)),
    feet: [[0, 94]],
    rests: 'shelf',
    left: -176,
    right: 168,
    top: -590,
    bottom: 0,
    focus: { middle: [-20, -330], side: 330 },
  }
}

const snakePlant: Draw = ramp => {
  const saucer = profile('108 0, 124 4, 132 20')
  const pot = profile('104 12, 112 20, 116 60, 118 186')
  const swords: Leaf[] = [
    { from: [-30, -176], to: [-128, -430], wide: 40, bend: -26 },
    { from: [34, -176], to: [136, -456], wide: 42, bend: 28 },
    { from: [-16, -176], to: [-54, -560], wide: 46, bend: -14 },
    { from: [20, -176], to: [58, -520], wide: 44, bend: 10 },
    { from: [0, -176], to: [4, -470], wide: 44, bend: 6 },
  ]
  const bands = swords.map(({ from, to }) => {
    const along = (t: number): Point => [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t]
    return [0.3, 0.42, 0.54, 0.66, 0.78].map((t, at) => {
      const [x, y] = along(t)
      const half = 15 - Math.abs(t - 0.5) * 22
      return `M${Math.round(x - half)},${Math.round(y + (at % 2 ? 4 : -3))}q${Math.round(half)},-9 ${Math.round(2 * half)},0`
    })
  })
  const yellow = { light: '#d9d98a', base: '#b9bf62', shade: '#7f8a3a', deep: '#4b5320' }
  return {
    body:
      swords
        .map(
          (one, at) =>
            fill(leafOutline({ ...one, wide: one.wide + 14 }), at % 2 ? yellow.base : yellow.light) +
            leaf(one, leafGreen, at < 2) +
            stroke((bands[at] ?? []).join(''), at < 2 ? leafGreen.deep : leafGreen.shade, 4, ' opacity=".6"'),
        )
        .join('') +
      turn(saucer, ramp) +
      fill(oval(0, -20, 132, 17), ramp.light) +
      fill(oval(0, -19, 120, 14), ramp.shade) +
      turn(pot, ramp) +
      gloss(pot, 60, 150, 8) +
      mouth(pot, ramp, 9),
    shadow: cast(outline(saucer), outline(pot), oval(0, -330, 84, 220)),
    feet: [[0, 110]],
    rests: 'shelf',
    left: -132,
    right: 138,
    top: -560,
    bottom: 0,
    focus: { middle: [10, -330], side: 330 },
  }
}

const deskCactus: Draw = ramp => {
  const pot = profile('86 0, 94 8, 110 60, 116 160')
  const column = profile('62 150, 74 210, 78 300, 72 380, 46 424, 0 440')
  const arm = curve([
    [56, -250],
    [120, -252],
    [142, -290],
    [142, -346],
  ])
  const ribs = [-0.72, -0.36, 0.06, 0.46, 0.8].map(u => seam(column, u, { low: 160, high: 420 })).join('')
  const petals = [-60, -30, 0, 30, 60].map(
    angle =>
      `<path d="M0,0C-16,-14 -12,-42 0,-52C12,-42 16,-14 0,0Z" fill="${angle % 60 ? '#e58aa0' : '#f3b0bd'}" transform="translate(-6 -430) rotate(${angle})"/>`,
  )
  return {
    body:
      stroke(arm, leafGreen.shade, 62) +
      move(-5, -6, stroke(arm, leafGreen.base, 42)) +
      stroke(
        curve([
          [70, -262],
          [118, -262],
          [134, -300],
          [134, -344],
        ]),
        leafGreen.light,
        5,
        ' stroke-dasharray="2 16"',
      ) +
      turn(column, leafGreen) +
      stroke(ribs, leafGreen.deep, 4, ' opacity=".35"') +
      stroke(
        [-0.54, -0.15, 0.26, 0.64].map(u => seam(column, u, { low: 170, high: 410 })).join(''),
        '#fdf5dc',
        6,
        ' stroke-dasharray="1 25"',
      ) +
      petals.join('') +
      fill(circle(-6, -434, 9), '#f6cf74') +
      turn(pot, biscuit) +
      band(pot, ramp, { low: 66, high: 160 }) +
      gloss(pot, 86, 136, 8) +
      mouth(pot, ramp, 9) +
      fill(oval(0, -158, 104, 10), soil) +
      fill('M-62,-156A62,9 0 0 0 62,-156L64,-176H-64Z', leafGreen.shade),
    shadow: cast(outline(pot), outline(column)) + castLine(arm, 62),
    feet: [[0, 88]],
    rests: 'shelf',
    left: -116,
    right: 173,
    top: -484,
    bottom: 0,
    focus: { middle: [20, -350], side: 330 },
  }
}

export const plantDrawings: Record<string, Draw> = {
  'rubber-plant': rubberPlant,
  'snake-plant': snakePlant,
  'desk-cactus': deskCactus,
}
