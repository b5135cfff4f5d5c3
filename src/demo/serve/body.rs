use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

use super::faults::Manner;

/// An answer's body, going out in the manner that was asked for.
pub(super) struct AnswerBody {
    rest: Bytes,
    manner: Manner,
    pause: Option<Pin<Box<Sleep>>>,
    turn: u32,
}

/// The body ends here on purpose.
#[derive(Debug, thiserror::Error)]
#[error("cut on purpose")]
pub(super) struct Cut;

const DROP: usize = 16;

impl AnswerBody {
    pub fn new(bytes: Vec<u8>, manner: Manner) -> Self {
        let endless_nothing = manner == Manner::Endless && bytes.is_empty();
        let rest = if endless_nothing { Bytes::from_static(b" ") } else { bytes.into() };
        Self { rest, manner, pause: None, turn: 0 }
    }

    fn next(&mut self) -> Option<Result<Bytes, Cut>> {
        match self.manner {
            Manner::Whole if self.rest.is_empty() => None,
            Manner::Whole => Some(Ok(std::mem::take(&mut self.rest))),
            Manner::Cut if self.turn == 0 => Some(Ok(self.rest.slice(..self.rest.len() / 2))),
            Manner::Cut | Manner::Never | Manner::Bare(_) => Some(Err(Cut)),
            Manner::Endless => Some(Ok(self.rest.clone())),
            Manner::Drip(_) if self.rest.is_empty() => None,
            Manner::Drip(pause) => {
                self.pause = Some(Box::pin(sleep(pause)));
                Some(Ok(self.rest.split_to(DROP.min(self.rest.len()))))
            }
        }
    }

    /// The first half of a cut body must be on its way before the connection ends under it.
    fn lets_others_go_first(&mut self) -> bool {
        matches!(self.manner, Manner::Cut | Manner::Endless) && self.turn % 2 == 1
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        if let Some(pause) = &mut self.pause {
            if pause.as_mut().poll(context).is_pending() {
                return Poll::Pending;
            }
            self.pause = None;
        }
        let yields = self.lets_others_go_first();
        self.turn = self.turn.wrapping_add(1);
        if yields {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(self.next().map(|piece| piece.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        matches!(self.manner, Manner::Whole | Manner::Drip(_)) && self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        match self.manner {
            Manner::Endless => SizeHint::default(),
            _ => SizeHint::with_exact(u64::try_from(self.rest.len()).unwrap_or_default()),
        }
    }
}
