//! Every text a person reads, Chinese and English: typed codes and arguments in, text out.
