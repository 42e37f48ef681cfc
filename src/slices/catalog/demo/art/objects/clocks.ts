import { cast, castLine, type Draw, fill, rod, stroke } from '../drawing.ts'
import { materials } from '../palette.ts'
import { circle, crescent, line, type Point, rounded } from '../path.ts'

const { Brass, Paper, Steel } = materials

const onDial = ([cx, cy]: Point, r: number, hour: number): Point => [
  cx + r * Math.sin((hour * Math.PI) / 6),
  cy - r * Math.cos((hour * Math.PI) / 6),
]

const marks = (middle: Point, r: number, long: number) =>
  Array.from({ length: 12 }, (_, hour) =>
    line([onDial(middle, r, hour), onDial(middle, r - (hour % 3 ? long * 0.55 : long), hour)]),
  ).join('')

const wallClock: Draw = ramp => {
  const middle: Point = [0, -330]
  return {
    body:
      fill(circle(0, -330, 206), ramp.base) +
      fill(crescent(middle, 206, { angle: 225, span: 195, thick: 24 }), ramp.light) +
      fill(crescent(middle, 206, { angle: 45, span: 195, thick: 26 }), ramp.shade) +
      fill(circle(0, -330, 170), ramp.deep) +
      fill(circle(3, -327, 166), '#fff9ec') +
      fill(crescent([3, -327], 166, { angle: 225, span: 170, thick: 16 }), Paper.shade) +
      stroke(marks(middle, 146, 30), ramp.deep, 7) +
      stroke(line([middle, onDial(middle, 84, 10.17)]), ramp.deep, 15) +
      stroke(line([middle, onDial(middle, 122, 2)]), ramp.deep, 10) +
      stroke(line([onDial(middle, 34, 12.9), onDial(middle, 130, 6.9)]), '#c8452f', 4) +
      fill(circle(0, -330, 13), ramp.deep) +
      fill(circle(0, -330, 6), '#c8452f'),
    shadow: cast(circle(0, -330, 206)),
    feet: [],
    rests: 'wall',
    left: -206,
    right: 206,
    top: -536,
    bottom: -124,
    focus: { middle: [40, -380], side: 330 },
  }
}

const alarmClock: Draw = ramp => {
  const middle: Point = [0, -212]
  const bell = (side: number) =>
    `<g transform="translate(${side * 104} -352) rotate(${side * 32})">${
      stroke('M0,34V0', Steel.shade, 12) +
      fill('M-66,8C-66,-62 66,-62 66,8Z', Brass.base) +
      fill('M-66,8C-66,-34 -40,-46 -16,-45C-34,-34 -40,-16 -40,8Z', Brass.light) +
      fill('M66,8C66,-36 42,-46 22,-44C36,-34 38,-16 38,8Z', Brass.shade) +
      fill(rounded(-70, 4, 140, 12, 6), Brass.shade) +
      fill(circle(0, -48, 9), Brass.shade)
    }</g>`
  const feet =
    line([
      [-104, -70],
      [-134, -2],
    ]) +
    line([
      [104, -70],
      [134, -2],
    ])
  return {
    body:
      rod(feet, { light: Steel.light, base: Steel.shade }, 22) +
      stroke('M-58,-398C-58,-470 58,-470 58,-398', Steel.shade, 11) +
      stroke(
        line([
          [0, -340],
          [0, -398],
        ]),
        Steel.shade,
        8,
      ) +
      fill(rounded(-20, -414, 40, 24, 8), Steel.deep) +
      bell(-1) +
      bell(1) +
      fill(circle(0, -212, 172), ramp.base) +
      fill(crescent(middle, 172, { angle: 225, span: 195, thick: 26 }), ramp.light) +
      fill(crescent(middle, 172, { angle: 45, span: 195, thick: 28 }), ramp.shade) +
      fill(circle(0, -212, 134), ramp.deep) +
      fill(circle(3, -209, 130), '#fff9ec') +
      fill(crescent([3, -209], 130, { angle: 225, span: 170, thick: 14 }), Paper.shade) +
      stroke(marks(middle, 116, 22), ramp.deep, 6) +
      stroke(line([middle, onDial(middle, 64, 6.95)]), ramp.deep, 12) +
      stroke(line([middle, onDial(middle, 96, 11)]), ramp.deep, 8) +
      stroke(line([middle, onDial(middle, 60, 3.4)]), Brass.base, 5) +
      fill(circle(0, -212, 11), ramp.deep),
    shadow: cast(circle(0, -212, 172), circle(-100, -370, 56), circle(100, -370, 56)) + castLine(feet, 22),
    feet: [
      [-134, 14],
      [134, 14],
    ],
    rests: 'shelf',
    left: -178,
    right: 178,
    top: -456,
    bottom: 8,
    focus: { middle: [-70, -320], side: 320 },
  }
}

export const clockDrawings: Record<string, Draw> = {
  'wall-clock': wallClock,
  'alarm-clock': alarmClock,
}
