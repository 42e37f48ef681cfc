import { cast, castLine, type Draw, fill, move, rod, stroke } from '../drawing.ts'
import { leaf } from '../leaf.ts'
import { materials, mix } from '../palette.ts'
import { circle, crescent, curve, n, oval, rounded } from '../path.ts'

const { Oak, Paper } = materials

/** A fold of thick cloth seen from its front: rounded at both ends, lit along the top. */
const fold = (x: number, y: number, width: number, height: number) => rounded(x, y, width, height, height / 2)

const woolThrow: Draw = ramp => {
  const layers = [-92, -180, -268].map((y, index) => ({ x: -222 + index * 7, y, width: 444 - index * 14 }))
  const drape = 'M-96,-276H92V-66H-96Z'
  const fringe = Array.from({ length: 12 }, (_, at) => `M${-88 + at * 16},-66v${at % 2 ? 44 : 50}`).join('')
  return {
    body:
      layers
        .map(({ x, y, width }) => {
          const spiral = `M${x + width - 46},${y + 46}h-50M${x + width - 46},${y + 26}a20,20 0 0 1 0,40h-70`
          return (
            fill(fold(x, y, width, 92), ramp.base) +
            fill(
              `M${x + 46},${y}h${width - 92}q-20,14 -60,16h${-(width - 190)}q-40,4 -66,58q-20,-12 -20,-28a46,46 0 0 1 46,-46Z`,
              ramp.light,
            ) +
            fill(`M${x + width - 110},${y + 92}h64a46,46 0 0 0 0,-92q-6,50 -64,92Z`, ramp.shade) +
            stroke(spiral, ramp.deep, 4, ' opacity=".5"') +
            stroke(`M${x + 30},${y + 66}H${x + width - 130}`, ramp.light, 4, ' opacity=".6"')
          )
        })
        .join('') +
      fill(drape, ramp.base) +
      fill('M-96,-276H-50V-66H-96Z', ramp.light) +
      fill('M54,-276H92V-66H54Z', ramp.shade) +
      fill('M-96,-276C-96,-262 92,-262 92,-276Z', ramp.light) +
      stroke('M-16,-268V-68M20,-268V-68', Paper.base, 6, ' opacity=".75"') +
      stroke('M-94,-112H90M-94,-142H90', Paper.base, 6, ' opacity=".75"') +
      stroke(fringe, ramp.shade, 6) +
      stroke('M-92,-66H88', ramp.deep, 5, ' opacity=".6"'),
    shadow: cast(...layers.map(({ x, y, width }) => fold(x, y, width, 92))),
    foot: 190,
    rests: 'shelf',
    left: -222,
    right: 222,
    top: -276,
    bottom: 0,
    focus: { middle: [0, -150], side: 290 },
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
    foot: 190,
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
    foot: 0,
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
    foot: 180,
    rests: 'shelf',
    left: -194,
    right: 198,
    top: -580,
    bottom: 0,
    focus: { middle: [-20, -290], side: 330 },
  }
}

const waffleTowel: Draw = ramp => {
  const end = (x: number, y: number, r: number) => {
    const coil = [0.78, 0.56, 0.34].map((share, at) => {
      const radius = r * share
      return `M${n(x + radius)},${n(y + at * 2)}A${n(radius)},${n(radius)} 0 1 1 ${n(x + radius * 0.3)},${n(y - radius * 0.95)}`
    })
    const dots = circle(x, y, r * 0.89) + circle(x, y, r * 0.67) + circle(x, y, r * 0.45)
    return (
      fill(circle(x, y, r), ramp.base) +
      fill(crescent([x, y], r, { angle: 225, span: 190, thick: r * 0.3 }), ramp.light) +
      fill(crescent([x, y], r, { angle: 42, span: 180, thick: r * 0.34 }), ramp.shade) +
      stroke(coil.join(''), ramp.deep, 4, ' opacity=".65"') +
      stroke(
        `M${n(x + r * 0.1)},${n(y - 2)}A${n(r * 0.16)},${n(r * 0.16)} 0 1 0 ${n(x + r * 0.2)},${n(y + r * 0.14)}`,
        ramp.deep,
        5,
        ' opacity=".65"',
      ) +
      `<path d="${dots}" fill="none" stroke="${ramp.deep}" stroke-width="5" stroke-dasharray="5 11" opacity=".3"/>` +
      stroke(
        `M${n(x - r * 0.78)},${n(y - r * 0.62)}q${n(-r * 0.16)},${n(r * 0.2)} ${n(-r * 0.18)},${n(r * 0.4)}`,
        '#fff',
        6,
        ' opacity=".5"',
      )
    )
  }
  const rolls = [
    [-113, -112, 112],
    [113, -112, 112],
    [0, -306, 112],
  ] as const
  return {
    body: rolls.map(([x, y, r]) => end(x, y, r)).join(''),
    shadow: cast(...rolls.map(([x, y, r]) => circle(x, y, r))),
    foot: 190,
    rests: 'shelf',
    left: -225,
    right: 225,
    top: -418,
    bottom: 0,
    focus: { middle: [-40, -250], side: 320 },
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
    foot: 0,
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
