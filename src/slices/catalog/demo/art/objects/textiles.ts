import { cast, castLine, type Draw, fill, move, rod, stroke } from '../drawing.ts'
import { leaf } from '../leaf.ts'
import { materials, mix } from '../palette.ts'
import { circle, crescent, curve, oval, rounded } from '../path.ts'

const { Oak, Paper } = materials

/** A fold of thick cloth from its front: cut edges to the left, the fold round to the right. */
const fold = (x: number, y: number, width: number, height: number) =>
  `M${x},${y}h${width - height / 2}a${height / 2},${height / 2} 0 0 1 0,${height}h${height / 2 - width}q-9,${-height / 2} 0,${-height}Z`

const woolThrow: Draw = ramp => {
  const layers = [
    { x: -206, y: -76 },
    { x: -212, y: -154 },
    { x: -208, y: -238 },
  ]
  const flap =
    'M-216,-232C-216,-256 -206,-262 -186,-262H150C176,-262 186,-250 186,-232L180,-104Q0,-92 -214,-104Z'
  const fringe = Array.from(
    { length: 25 },
    (_, at) => `M${-206 + at * 16},-102l${at % 3 ? 2 : -3},${at % 2 ? 42 : 50}`,
  )
  return {
    body:
      layers
        .map(
          ({ x, y }) =>
            fill(fold(x, y, 432, 78), ramp.base) +
            fill(`M${x + 300},${y + 78}h93a39,39 0 0 0 0,-78q14,66 -93,78Z`, ramp.shade) +
            stroke(`M${x + 330},${y + 39}h62`, ramp.deep, 4, ' opacity=".55"'),
        )
        .join('') +
      fill('M-206,-104H180L176,-40Q0,-34 -206,-44Z', ramp.deep, 0.3) +
      stroke(fringe.join(''), ramp.light, 6) +
      fill(flap, ramp.base) +
      fill('M-216,-232C-216,-256 -206,-262 -186,-262H-96L-110,-97Q-170,-100 -214,-104Z', ramp.light) +
      fill('M110,-262H150C176,-262 186,-250 186,-232L180,-104Q150,-100 122,-98Z', ramp.shade) +
      stroke(
        'M-146,-258L-150,-100M-122,-258L-126,-99M10,-260V-97M34,-260V-97M150,-258L148,-101',
        Paper.base,
        6,
        ' opacity=".85"',
      ) +
      stroke('M-212,-200Q0,-192 184,-200M-212,-178Q0,-170 183,-178', Paper.base, 6, ' opacity=".85"') +
      stroke('M-213,-106Q0,-95 180,-106', ramp.deep, 5, ' opacity=".55"'),
    shadow: cast(...layers.map(({ x, y }) => fold(x, y, 432, 78)), flap),
    feet: [[0, 206, 'flat']],
    rests: 'shelf',
    left: -218,
    right: 226,
    top: -264,
    bottom: 0,
    focus: { middle: [-60, -150], side: 280 },
  }
}

const linenCushion: Draw = ramp => {
  const edge =
    'M-214,-428C-120,-398 120,-398 214,-428C190,-320 190,-120 214,-4C120,-24 -120,-24 -214,-4C-190,-120 -190,-320 -214,-428Z'
  return {
    body: `<g transform="rotate(-4 0 -216)">${
      fill(edge, ramp.base) +
      fill(
        'M-214,-428C-120,-398 20,-398 90,-408C-40,-352 -120,-250 -140,-14C-170,-12 -190,-9 -214,-4C-190,-120 -190,-320 -214,-428Z',
        ramp.light,
      ) +
      fill(
        'M214,-428C190,-320 190,-120 214,-4C150,-18 40,-22 -30,-20C110,-70 168,-220 190,-360Z',
        ramp.shade,
      ) +
      stroke(
        'M-178,-392Q-130,-352 -112,-318M178,-392Q138,-350 120,-330M-178,-40Q-140,-70 -122,-100M178,-40Q146,-70 134,-96',
        ramp.deep,
        5,
        ' opacity=".35"',
      ) +
      stroke('M-60,-236Q0,-206 66,-240', ramp.shade, 5, ' opacity=".7"') +
      stroke(edge, ramp.shade, 11, ' stroke-linejoin="round"') +
      stroke(edge, ramp.light, 4, ' stroke-linejoin="round" stroke-dasharray="10 9" opacity=".9"')
    }</g>`,
    shadow: `<path d="${edge}" transform="rotate(-4 0 -216)"/>`,
    feet: [[0, 168, 'flat']],
    rests: 'shelf',
    left: -214,
    right: 214,
    top: -436,
    bottom: 4,
    focus: { middle: [-100, -310], side: 310 },
  }
}

const teaTowel: Draw = ramp => {
  const front =
    'M-128,-450C-128,-466 132,-466 132,-450L140,-92C90,-82 60,-100 10,-92C-40,-84 -90,-100 -138,-90Z'
  const back = 'M-120,-440H150L158,-150C130,-142 100,-152 60,-150Z'
  return {
    body:
      rod('M-216,-470V-440M216,-470V-440', { light: Oak.light, base: Oak.shade }, 16) +
      fill(back, ramp.shade) +
      rod('M-236,-440H236', { light: Oak.light, base: Oak.base }, 24) +
      fill(front, ramp.base) +
      fill(
        'M-128,-450C-128,-458 -84,-462 -50,-462C-60,-340 -58,-200 -70,-92C-96,-96 -120,-93 -138,-90Z',
        ramp.light,
      ) +
      fill(
        'M70,-461C110,-460 132,-456 132,-450L140,-92C118,-88 100,-89 82,-92C90,-200 84,-340 70,-461Z',
        ramp.shade,
      ) +
      stroke(
        'M-104,-456L-112,-92M-88,-458L-95,-93M100,-458L108,-90M116,-456L124,-90',
        '#fff8e8',
        7,
        ' stroke-linecap="butt"',
      ) +
      stroke(
        ['-150', '-172', '-194']
          .map(y => `M-135,${y}C-80,${Number(y) + 8} 80,${Number(y) - 8} 138,${y}`)
          .join(''),
        '#fff8e8',
        9,
      ) +
      stroke('M-40,-440Q-34,-300 -46,-210M34,-430Q28,-320 36,-230', ramp.deep, 4, ' opacity=".28"') +
      stroke('M-136,-94C-90,-103 -40,-88 10,-96C60,-104 90,-86 138,-96', '#fff8e8', 4, ' opacity=".8"'),
    shadow: cast(front, back) + castLine('M-236,-440H236', 24),
    feet: [],
    rests: 'wall',
    left: -236,
    right: 236,
    top: -478,
    bottom: -90,
    focus: { middle: [40, -250], side: 320 },
  }
}

const marketTote: Draw = ramp => {
  const front = 'M-168,-330C-60,-322 60,-322 150,-330L164,-6Q0,6 -176,-6Z'
  const gusset = 'M150,-330L196,-350L212,-34L164,-6Z'
  const handle = 'M-84,-300C-92,-520 68,-520 66,-300'
  const leeks = [
    { from: [-10, -330], to: [-60, -560], wide: 34, bend: 16 },
    { from: [12, -330], to: [10, -590], wide: 36 },
    { from: [30, -330], to: [86, -548], wide: 36, bend: -14 },
    { from: [20, -340], to: [140, -490], wide: 30, bend: -20 },
  ] as const
  return {
    body: move(
      -16,
      0,
      leeks.map((one, at) => leaf(one, undefined, at % 2 === 1)).join('') +
        fill('M-16,-300L-6,-396H22L34,-300Z', '#eef1d8') +
        fill('M-120,-300C-150,-470 -96,-520 -74,-500C-56,-484 -64,-400 -66,-300Z', '#c98a45') +
        fill('M-84,-300C-82,-400 -78,-470 -80,-500C-58,-490 -64,-400 -66,-300Z', '#9a6228') +
        stroke('M-108,-440l26,-14M-110,-400l28,-14M-106,-474l22,-12', '#f0cf98', 7) +
        stroke(handle.replaceAll('-300', '-330').replace('-84', '-52').replace('66', '104'), ramp.shade, 16) +
        fill(gusset, ramp.shade) +
        fill('M150,-330L196,-350L200,-262L176,-180Z', ramp.deep, 0.35) +
        fill(front, ramp.base) +
        fill('M-168,-330C-140,-328 -120,-327 -92,-326L-70,-1Q-120,0 -176,-6Z', ramp.light) +
        stroke(
          'M-166,-306C-60,-299 60,-299 150,-306',
          ramp.deep,
          3.5,
          ' stroke-dasharray="9 8" stroke-linecap="butt" opacity=".6"',
        ) +
        stroke(handle, ramp.light, 18, ' stroke-linecap="butt"') +
        stroke('M-84,-300V-262M66,-300V-262', ramp.light, 18, ' stroke-linecap="butt"') +
        stroke('M-91,-290l14,22m0,-22l-14,22M59,-290l14,22m0,-22l-14,22', ramp.deep, 3) +
        fill(rounded(-52, -196, 84, 58, 4), Paper.light) +
        stroke('M-34,-178H14M-34,-166H14M-34,-154H-6', ramp.shade, 4),
    ),
    shadow: move(-16, 0, cast(front, gusset) + castLine(handle, 18)),
    feet: [[0, 182, 'flat']],
    rests: 'shelf',
    left: -194,
    right: 198,
    top: -580,
    bottom: 0,
    focus: { middle: [-20, -290], side: 330 },
  }
}

const waffleTowel: Draw = ramp => {
  const towel = (x: number, y: number, width: number) => {
    const shape = rounded(x, y, width, 122, 44)
    const cells = [24, 44, 64].map(row => `M${x + 34},${y + row}H${x + width - 44}`).join('')
    return (
      fill(shape, ramp.base) +
      fill(`M${x + 44},${y}h76q-24,52 -8,122h-68a44,44 0 0 1 -44,-44v-34a44,44 0 0 1 44,-44Z`, ramp.light) +
      fill(
        `M${x + width - 96},${y + 122}h52a44,44 0 0 0 44,-44v-34a44,44 0 0 0 -44,-44q14,84 -52,122Z`,
        ramp.shade,
      ) +
      stroke(cells, ramp.deep, 13, ' stroke-dasharray="13 7" stroke-linecap="butt" opacity=".26"') +
      stroke(`M${x + 26},${y + 88}H${x + width - 62}M${x + 32},${y + 102}H${x + width - 72}`, ramp.shade, 4) +
      stroke(`M${x + width - 12},${y + 61}h-44`, ramp.deep, 5, ' opacity=".55"')
    )
  }
  const stack = [
    [-206, -122, 412],
    [-196, -242, 398],
    [-204, -362, 404],
  ] as const
  return {
    body:
      stack.map(([x, y, width]) => towel(x, y, width)).join('') +
      stroke('M-186,-242H176M-188,-122H178', ramp.deep, 5, ' opacity=".35"') +
      stroke('M118,-292C118,-226 152,-226 152,-292', Paper.light, 9, ' stroke-linecap="butt"') +
      fill(rounded(106, -306, 60, 20, 4), Paper.light),
    shadow: cast(...stack.map(([x, y, width]) => rounded(x, y, width, 122, 44))),
    feet: [[0, 178, 'flat']],
    rests: 'shelf',
    left: -206,
    right: 206,
    top: -362,
    bottom: 0,
    focus: { middle: [60, -250], side: 320 },
  }
}

const linenApron: Draw = ramp => {
  const bib =
    'M-74,-424C-30,-414 30,-414 74,-424C78,-360 110,-318 146,-300L160,-40C60,-26 -60,-26 -160,-40L-146,-300C-110,-318 -78,-360 -74,-424Z'
  const strap = 'M-70,-420C-46,-500 -14,-540 0,-548C14,-540 46,-500 70,-420'
  const ties =
    curve([
      [-146, -296],
      [-182, -270],
      [-186, -200],
      [-204, -150],
    ]) +
    curve([
      [146, -296],
      [184, -262],
      [186, -190],
      [206, -138],
    ])
  const spoon = Oak
  return {
    body:
      rod('M0,-556V-550', { light: Oak.light, base: Oak.shade }, 30) +
      stroke(ties, ramp.shade, 10) +
      stroke(strap, ramp.shade, 13) +
      fill(bib, ramp.base) +
      fill(
        'M-74,-424C-62,-421 -50,-419 -36,-418C-40,-300 -70,-200 -84,-33C-110,-35 -136,-37 -160,-40L-146,-300C-110,-318 -78,-360 -74,-424Z',
        ramp.light,
      ) +
      fill(
        'M74,-424C78,-360 110,-318 146,-300L160,-40C140,-37 116,-35 96,-33C100,-200 70,-300 50,-419Z',
        ramp.shade,
      ) +
      rod('M44,-170L62,-280', { light: spoon.light, base: spoon.base }, 12) +
      fill(oval(66, -306, 19, 32), spoon.base) +
      fill(oval(62, -308, 10, 22), spoon.light) +
      fill('M-92,-222C-40,-214 40,-214 92,-222L96,-116Q0,-104 -96,-116Z', mix(ramp.base, ramp.shade, 0.35)) +
      stroke('M-92,-222C-40,-214 40,-214 92,-222', ramp.deep, 5, ' opacity=".7"') +
      stroke('M10,-214V-108', ramp.deep, 3.5, ' stroke-dasharray="9 7" opacity=".7"') +
      stroke('M-70,-404C-30,-395 30,-395 70,-404', ramp.deep, 3.5, ' stroke-dasharray="9 7" opacity=".6"') +
      stroke('M-154,-60C-60,-46 60,-46 154,-60', ramp.deep, 3.5, ' stroke-dasharray="9 7" opacity=".6"') +
      fill(circle(0, -556, 15), Oak.base) +
      fill(crescent([0, -556], 15, { angle: 45, span: 170, thick: 8 }), Oak.shade),
    shadow: cast(bib) + castLine(strap + ties, 11),
    feet: [],
    rests: 'wall',
    left: -204,
    right: 206,
    top: -571,
    bottom: -30,
    focus: { middle: [10, -230], side: 320 },
  }
}

export const textileDrawings: Record<string, Draw> = {
  'wool-throw': woolThrow,
  'linen-cushion': linenCushion,
  'tea-towel': teaTowel,
  'market-tote': marketTote,
  'waffle-towel': waffleTowel,
  'linen-apron': linenApron,
}
