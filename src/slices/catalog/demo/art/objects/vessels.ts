import { cast, type Draw, fill, move, rod, stroke } from '../drawing.ts'
import { band, gloss, mouth, outline, patch, profile, radiusAt, ring, seam, turn } from '../lathe.ts'
import { leaf } from '../leaf.ts'
import { colours, materials } from '../palette.ts'
import { circle, crescent, curve, line, oval } from '../path.ts'

const bottleVase: Draw = ramp => {
  const body = profile('88 0, 104 8, 148 76, 164 160, 140 252, 76 330, 46 382, 42 440, 56 486')
  return {
    body:
      turn(body, ramp) +
      [286, 298, 310].map(height => stroke(ring(body, height), ramp.deep, 3.5, ' opacity=".55"')).join('') +
      gloss(body, 120, 220, 10) +
      mouth(body, ramp, 8),
    shadow: cast(outline(body)),
    feet: [[0, 90]],
    rests: 'shelf',
    left: -164,
    right: 164,
    top: -494,
    bottom: 0,
    focus: { middle: [10, -350], side: 320 },
  }
}

const ringVase: Draw = ramp => {
  const middle = [0, -234] as const
  const foot = profile('74 0, 76 12, 54 34, 46 58')
  const neck = profile('38 392, 32 430, 36 462, 46 478')
  const hoop = circle(0, -234, 184) + circle(0, -234, 78)
  return {
    body:
      turn(foot, ramp) +
      turn(neck, ramp) +
      mouth(neck, ramp, 7) +
      `<path d="${hoop}" fill="${ramp.base}" fill-rule="evenodd"/>` +
      fill(crescent(middle, 184, { angle: 225, span: 195, thick: 44 }), ramp.light) +
      fill(crescent(middle, 184, { angle: 40, span: 185, thick: 46 }), ramp.shade) +
      fill(crescent(middle, 96, { angle: 225, span: 200, thick: 17 }), ramp.shade) +
      fill(crescent(middle, 90, { angle: 48, span: 180, thick: 11 }), ramp.light) +
      stroke('M-148,-286A158,158 0 0 1 -92,-362', '#fff', 10, ' opacity=".5"'),
    shadow: `${cast(outline(foot), outline(neck))}<path d="${hoop}" fill-rule="evenodd"/>`,
    feet: [[0, 76]],
    rests: 'shelf',
    left: -184,
    right: 184,
    top: -484,
    bottom: 0,
    focus: { middle: [20, -340], side: 330 },
  }
}

const pantryJar: Draw = ramp => {
  const body = profile('134 0, 144 8, 146 20!, 146 296!, 138 326, 114 350!, 112 376')
  const lentils = profile('120 10, 134 18, 136 34, 136 250')
  const cork = profile('104 360, 110 384!, 118 390, 122 434, 116 440')
  const { Clay, Oat } = colours
  const grains = [
    [-90, 244],
    [-30, 236],
    [40, 242],
    [96, 250],
    [0, 256],
    [-60, 258],
    [66, 260],
  ] as const
  return {
    body:
      fill(outline(body), ramp.base, 0.55) +
      turn(lentils, { ...Clay, light: '#dd8f66' }) +
      fill(oval(0, -250, 136, 17), Clay.light) +
      grains.map(([x, h]) => fill(oval(x, -h, 7, 4), Clay.shade, 0.7)).join('') +
      band(
        body,
        { light: '#fffdf5', base: Oat.light, shade: Oat.base, deep: Oat.deep },
        { low: 92, high: 186 },
      ) +
      stroke(patch(body, { from: -0.42, to: 0.3, low: 126, high: 127 }), Oat.deep, 4) +
      stroke(patch(body, { from: -0.42, to: 0.02, low: 150, high: 151 }), Oat.deep, 4) +
      stroke(seam(body, -0.92, { low: 24, high: 300 }), '#fff', 9, ' opacity=".55"') +
      stroke(seam(body, 0.96, { low: 24, high: 300 }), ramp.shade, 9, ' opacity=".35"') +
      stroke(outline(body), ramp.shade, 3.5, ' opacity=".8"') +
      turn(cork, materials.Oak) +
      fill(oval(0, -440, 116, 15), materials.Oak.light) +
      stroke(
        line([
          [-60, -412],
          [-44, -408],
        ]) +
          line([
            [10, -398],
            [30, -399],
          ]) +
          line([
            [-16, -420],
            [-6, -419],
          ]),
        materials.Oak.deep,
        5,
      ),
    shadow: cast(outline(body), outline(cork)),
    feet: [[0, 128]],
    rests: 'shelf',
    left: -146,
    right: 146,
    top: -455,
    bottom: 0,
    focus: { middle: [-10, -330], side: 320 },
  }
}

const gingerJar: Draw = ramp => {
  const body = profile('88 0, 98 10, 124 62, 166 168, 174 226, 148 288, 98 318!, 98 334')
  const lid = profile('106 330, 108 352!, 96 376, 52 404, 0 412')
  const paper = { ...materials.Paper, base: '#f8efdc' }
  const sprays = [-0.78, -0.4, 0.02, 0.44, 0.8]
  const brush = sprays.map(u => {
    const [x, lift] = [u * 170, 22 * Math.sqrt(1 - u * u)]
    const [narrow, y] = [Math.sqrt(1 - u * u) * 0.7 + 0.3, lift - 174]
    return [
      leaf({ from: [x, y], to: [x - 30 * narrow, y - 44], wide: 13 }, ramp, true),
      leaf({ from: [x, y], to: [x + 30 * narrow, y - 44], wide: 13 }, ramp, true),
      fill(circle(x, y - 56, 7 * narrow), ramp.base),
    ].join('')
  })
  return {
    body:
      turn(body, ramp) +
      band(body, paper, { low: 160, high: 250 }) +
      brush.join('') +
      gloss(body, 90, 140, 9) +
      turn(lid, ramp) +
      stroke(ring(lid, 352), paper.base, 6) +
      fill(circle(0, -424, 20), ramp.base) +
      fill(crescent([0, -424], 20, { angle: 40, span: 170, thick: 10 }), ramp.shade) +
      fill(crescent([0, -424], 20, { angle: 220, span: 150, thick: 7 }), ramp.light),
    shadow: cast(outline(body), outline(lid), circle(0, -424, 20)),
    feet: [[0, 90]],
    rests: 'shelf',
    left: -174,
    right: 174,
    top: -444,
    bottom: 0,
    focus: { middle: [-10, -270], side: 330 },
  }
}

const budVases: Draw = ramp => {
  const tall = profile('44 0, 54 8, 62 60, 58 130, 34 196, 24 236, 30 268')
  const round = profile('46 0, 60 6, 80 32, 87 64, 80 100, 56 130, 34 146, 36 160')
  const small = profile('42 0, 52 6, 62 30, 63 56, 54 86, 40 112')
  const stem = curve([
    [0, -250],
    [-4, -330],
    [14, -400],
    [20, -478],
  ])
  const sprig = [
    { from: [-3, -300], to: [-78, -346], wide: 26 },
    { from: [-2, -330], to: [76, -372], wide: 26 },
    { from: [6, -372], to: [-58, -420], wide: 24 },
    { from: [12, -400], to: [82, -446], wide: 22 },
    { from: [18, -446], to: [-26, -492], wide: 18 },
    { from: [20, -470], to: [42, -530], wide: 18 },
  ] as const
  return {
    body:
      move(
        14,
        0,
        stroke(stem, '#38694c', 6) +
          sprig.map(one => leaf(one)).join('') +
          turn(tall, ramp) +
          gloss(tall, 60, 150, 6) +
          mouth(tall, ramp, 6),
      ) +
      move(
        -108,
        8,
        turn(round, colours.Marigold) + gloss(round, 40, 90, 7) + mouth(round, colours.Marigold, 7),
      ) +
      move(124, 10, turn(small, colours.Blue) + gloss(small, 30, 70, 6) + mouth(small, colours.Blue, 7)),
    shadow:
      move(14, 0, cast(outline(tall), oval(10, -390, 60, 140))) +
      move(-108, 0, cast(outline(round))) +
      move(124, 0, cast(outline(small))),
    feet: [
      [-108, 48],
      [14, 46],
      [124, 42],
    ],
    rests: 'shelf',
    left: -192,
    right: 186,
    top: -530,
    bottom: 8,
    focus: { middle: [-20, -200], side: 320 },
  }
}

const willowBasket: Draw = ramp => {
  const body = profile('150 0, 166 20, 190 110, 206 210, 212 290')
  const rows = [24, 54, 84, 114, 144, 174, 204, 234, 264]
  const weave = rows.map((height, index) => {
    const dash = ` stroke-dasharray="26 22" stroke-dashoffset="${index % 2 ? 24 : 0}"`
    const plain = ring(body, height)
    return (
      stroke(plain, ramp.deep, 3, ' opacity=".45"').replace('M', 'M') +
      `<path d="${plain}" fill="none" stroke="${ramp.light}" stroke-width="11" opacity=".55"${dash}/>`
    )
  })
  const loop = (x: number) => `M${x - 56},-300C${x - 52},-400 ${x + 52},-400 ${x + 56},-300`
  const rim = ring(body, 290)
  return {
    body:
      stroke(loop(-20), ramp.shade, 20) +
      turn(body, ramp) +
      weave.join('') +
      fill(patch(body, { from: 0.42, to: 1, low: 0, high: 290 }), ramp.deep, 0.35) +
      mouth(body, ramp, 12) +
      rod(rim, { light: ramp.light, base: ramp.shade }, 20) +
      `<path d="${rim}" fill="none" stroke="${ramp.deep}" stroke-width="20" stroke-dasharray="3 22" opacity=".6"/>` +
      rod(loop(20).replaceAll('-300', '-268'), ramp, 22) +
      stroke('M-34,-276V-246M76,-270V-240', ramp.deep, 9),
    shadow: cast(outline(body)),
    feet: [[0, 152]],
    rests: 'shelf',
    left: -222,
    right: 222,
    top: -382,
    bottom: 0,
    focus: { middle: [-40, -230], side: Math.round(radiusAt(body, 290)) + 120 },
  }
}

export const vesselDrawings: Record<string, Draw> = {
  'bottle-vase': bottleVase,
  'ring-vase': ringVase,
  'pantry-jar': pantryJar,
  'ginger-jar': gingerJar,
  'bud-vases': budVases,
  'willow-basket': willowBasket,
}
