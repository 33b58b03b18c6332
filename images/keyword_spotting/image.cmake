# SPDX-License-Identifier: Apache-2.0
set(mote_keyword_spotting_boards mps2-an385 mps2-an386 microbit sifive_e posix)
set(mote_keyword_spotting_model models/keyword_spotting/keyword_spotting.tflite)
mote_add_image(keyword_spotting BOARDS ${mote_keyword_spotting_boards}
               SOURCES images/keyword_spotting/keyword_spotting.cpp
               MODELS keyword_spotting=${mote_keyword_spotting_model})
# Start-up overwrites nothing if this is too small: the stack lies lowest, and an overflow faults.
mote_add_image(keyword_spotting_compiled BOARDS ${mote_keyword_spotting_boards}
               SOURCES images/keyword_spotting/keyword_spotting_compiled.cpp
               MODELS keyword_net=${mote_keyword_spotting_model} MODE compiled STACK_BYTES 768)
# The network for streams: each step of sound is one row of its window. The front-end works in memory
# that is planned with the network's.
mote_add_image(keyword_spotting_streaming BOARDS ${mote_keyword_spotting_boards}
               SOURCES images/keyword_spotting/keyword_spotting_streaming.cpp
               MODELS streaming_net=models/streaming_keyword/streaming_keyword.tflite
               MODE compiled OPTIMIZE size STACK_BYTES 768
               OPTIONS --streaming axis=1 --buffer scratch=1024:before)
