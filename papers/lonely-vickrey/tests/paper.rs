//! The tests of every paper: its statements stand, its wrong versions fall, its page is current.

tvmd::paper_tests!(lonely_vickrey::lonely_vickrey: lonely_vickrey::LonelyVickrey);
