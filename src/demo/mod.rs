//! An invented district that makes the programme of Youxian, 28 June 2012, come out of its records.
