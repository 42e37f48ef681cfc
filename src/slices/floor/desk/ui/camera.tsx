'use client'

import { Camera as CameraIcon } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react'
import { Button } from '#platform/ui/button.tsx'
import { openCodeReader } from './code-reader.ts'
import { newCodes } from './new-codes.ts'

const LOOK_EVERY_MS = 200

const never = () => () => {}
const canRead = () => 'mediaDevices' in navigator

/** Whether this page may have a camera: a browser gives it to pages over https, and on this machine, alone. */
export const useCanRead = (): boolean => useSyncExternalStore(never, canRead, () => false)

export function CameraButton({ isOn, onPress }: { isOn: boolean; onPress: () => void }) {
  return (
    <Button
      variant="secondary"
      aria-label="Camera"
      aria-pressed={isOn}
      className="size-13 px-0 aria-pressed:bg-brand-tint"
      onClick={onPress}
    >
      <CameraIcon aria-hidden="true" />
    </Button>
  )
}

/** What the camera sees, and each code that comes into its sight, once. The picture never leaves the device. */
export function Camera({ onCode }: { onCode: (code: string) => void }) {
  const video = useRef<HTMLVideoElement>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const take = useEffectEvent(onCode)
  useEffect(() => {
    const ending = new AbortController()
    look(video.current, ending.signal, code => take(code)).catch(
      (error: unknown) => ending.signal.aborted || setTrouble(wordsOf(error)),
    )
    return () => ending.abort()
  }, [])
  if (trouble) return <p role="alert">{trouble}</p>
  return (
    <video
      ref={video}
      muted
      playsInline
      aria-label="What the camera sees"
      className="max-h-48 w-full rounded-card bg-black object-cover"
    />
  )
}

/** Watches until it is told to stop, and then lets go of the camera. */
async function look(video: HTMLVideoElement | null, ending: AbortSignal, onCode: (code: string) => void) {
  if (!video) return
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  try {
    video.srcObject = stream
    await video.play()
    const reader = await openCodeReader()
    const comesIntoSight = newCodes()
    while (!ending.aborted) {
      const seen = await reader.detect(video)
      const codes = comesIntoSight(
        seen.map(({ rawValue }) => rawValue),
        performance.now(),
      )
      if (!ending.aborted) codes.forEach(onCode)
      await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS))
    }
  } finally {
    for (const track of stream.getTracks()) track.stop()
  }
}

function wordsOf(error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError')
    return 'This page may not use the camera. Allow it in the settings of the browser, or type the code.'
  if (name === 'NotFoundError') return 'This device has no camera. Type the code, or use a scanner.'
  return 'The camera could not be used. Another app may have it. Type the code, or try again.'
}
