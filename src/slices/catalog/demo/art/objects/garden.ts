import { cast, castLine, type Draw, fill, move, stroke } from '../drawing.ts'
import { gloss, mouth, outline, profile, ring, turn } from '../lathe.ts'
import { foliage, type Leaf, leaf } from '../leaf.ts'
import { leafGreen, materials } from '../palette.ts'
import { circle, curve, oval, points } from '../path.ts'

const soil = '#3b2a20'

const wateringCan: Draw = ramp => {
  const body = profile('132 0, 138 8, 136 60, 122 218!, 126 228')
  const spout = 'M92,-40C150,-56 168,-150 226,-322L198,-332C156,-220 140,-150 92,-128Z'
  const handle = 'M30,-216C26,-420 -210,-410 -214,-250C-216,-170 -170,-110 -126,-84'
  return {
    body: move(
      -14,
      0,
      stroke(handle, ramp.shade, 22) +
        move(-4, -4, stroke(handle, ramp.base, 9)) +
        fill(spout, ramp.shade) +
        fill('M198,-332C156,-220 140,-150 100,-132L116,-112C152,-140 172,-210 212,-327Z', ramp.base) +
        stroke('M112,-170L166,-214', ramp.shade, 9) +
        turn(body, ramp) +
        stroke(ring(body, 40), ramp.deep, 4, ' opacity=".4"') +
        stroke(ring(body, 196), ramp.deep, 4, ' opacity=".4"') +
        gloss(body, 70, 170, 10) +
        mouth(body, ramp, 8) +
        fill('M-124,-232A126,16 0 0 1 10,-244L-20,-214A126,16 0 0 1 -124,-232Z', ramp.base) +
        `<g transform="translate(214 -330) rotate(21)">${
          fill('M-14,6L-36,-40A36,10 0 0 1 36,-40L14,6Z', materials.Brass.base) +
          fill('M4,6L12,-44A36,10 0 0 1 36,-40L14,6Z', materials.Brass.shade) +
          fill(oval(0, -42, 37, 11), materials.Brass.light) +
          stroke(
            'M-20,-44h.1M-6,-46h.1M8,-46h.1M20,-43h.1M-12,-39h.1M2,-39h.1M14,-39h.1',
            materials.Brass.deep,
            4,
          )
        }</g>`,
    ),
    shadow: move(-14, 0, cast(outline(body), spout)),
    feet: [[-14, 136]],
    rests: 'shelf',
    left: -238,
    right: 240,
    top: -384,
    bottom: 0,
    focus: { middle: [120, -270], side: 320 },
  }
}

const handTrowel: Draw = ramp => {
  const handle = profile('20 300, 26 316, 31 372, 24 430, 30 458, 22 474, 0 478')
  const ferrule = profile('17 268, 21 302')
  const cord = 'M0,-464C-44,-500 -20,-552 0,-560C20,-552 44,-500 0,-464'
  return {
    body: move(
      0,
      -18,
      fill(circle(0, -562, 11), ramp.deep) +
        stroke(cord, '#b8402f', 7) +
        fill(
          'M0,-38C-60,-84 -78,-140 -70,-216C-40,-208 -20,-216 -12,-232L-10,-274H10L12,-232C20,-216 40,-208 70,-216C78,-140 60,-84 0,-38Z',
          ramp.base,
        ) +
        fill('M0,-38C-60,-84 -78,-140 -70,-216C-40,-208 -20,-216 -12,-232L-10,-274L0,-240Z', ramp.light) +
        fill('M0,-38C60,-84 78,-140 70,-216C54,-211 40,-210 30,-213C40,-150 30,-90 0,-38Z', ramp.shade) +
        stroke('M0,-228V-90', ramp.deep, 4, ' opacity=".5"') +
        turn(ferrule, materials.Steel) +
        turn(handle, materials.Oak) +
        stroke(ring(handle, 444) + ring(handle, 330), '#b8402f', 6) +
        fill(circle(0, -462, 5), materials.Oak.deep),
    ),
    shadow: move(
      0,
      -18,
      cast(
        'M0,-38C-60,-84 -78,-140 -70,-216C-40,-208 -20,-216 -12,-232L-16,-300L-26,-460H26L16,-300L12,-232C20,-216 40,-208 70,-216C78,-140 60,-84 0,-38Z',
      ) + castLine(cord, 7),
    ),
    feet: [],
    rests: 'wall',
    left: -74,
    right: 74,
    top: -590,
    bottom: -56,
    focus: { middle: [0, -330], side: 300 },
  }
}

const hangingIvy: Draw = ramp => {
  const pot = profile('0 176, 60 188, 108 232, 126 290, 124 330')
  const vines = [
    points('-90 -330, -150 -330, -158 -240, -148 -140, -160 -60'),
    points('-50 -330, -94 -350, -112 -270, -96 -170'),
    points('80 -330, 150 -340, 156 -250, 164 -170'),
    points('40 -326, 86 -336, 92 -240, 84 -150, 94 -80'),
    points('0 -326, 6 -300, -6 -250, 2 -200'),
  ]
  const leaves = vines.flatMap((vine, row) =>
    vine.slice(1).flatMap(([x, y], at) => {
      const turnLeft = (at + row) % 2 ? 1 : -1
      return [
        { from: [x, y], to: [x + turnLeft * 40, y + 22], wide: 30 },
        { from: [x, y - 40], to: [x - turnLeft * 36, y - 12], wide: 28 },
      ] satisfies Leaf[]
    }),
  )
  const crown = points('-96 -388, -44 -414, 14 -404, 66 -416, 108 -376')
  return {
    body:
      stroke('M0,-560V-2400', '#8a765a', 6) +
      stroke('M-118,-330L0,-562L118,-330', materials.Paper.deep, 6) +
      fill(circle(0, -564, 11), materials.Oak.base) +
      crown
        .map(([x, y], at) => leaf({ from: [x * 0.5, -328], to: [x, y], wide: 34 }, leafGreen, at % 2 === 0))
        .join('') +
      turn(pot, ramp) +
      stroke(ring(pot, 306), ramp.deep, 5, ' opacity=".45"') +
      gloss(pot, 220, 290, 9) +
      mouth(pot, ramp, 8) +
      fill(oval(0, -329, 112, 11), soil) +
      stroke(vines.map(curve).join(''), leafGreen.shade, 5) +
      foliage(leaves.filter((_, at) => at % 3)) +
      foliage(
        leaves.filter((_, at) => at % 3 === 0),
        leafGreen,
        true,
      ),
    shadow: cast(outline(pot)) + castLine(vines.map(curve).join(''), 26),
    feet: [],
    rests: 'ceiling',
    left: -200,
    right: 204,
    top: -575,
    bottom: -30,
    focus: { middle: [-30, -290], side: 330 },
  }
}

export const gardenDrawings: Record<string, Draw> = {
  'watering-can': wateringCan,
  'hand-trowel': handTrowel,
  'hanging-ivy': hangingIvy,
}
